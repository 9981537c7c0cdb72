"use client";

import { useState } from "react";
import { CharterText } from "@/app/charte/charter-text";
import { FieldFrame } from "@/app/ui/field-frame";
import { useFormState } from "@/app/ui/form";
import type { EditedLanguage } from "./draft-editor";

/** One language: its Markdown, beside a preview of the public page by the same component. */
export function LanguageEditor({ lang, name, title, label, view, text }: EditedLanguage) {
  const { errors, typed } = useFormState();
  const [markdown, setMarkdown] = useState(typed?.[name] ?? text);
  const [, heading] = /^# (.+)$/m.exec(markdown) ?? [];
  return (
    <section aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>{title}</h2>
      <div className="facing">
        <FieldFrame name={name} label={label} error={errors?.[name]}>
          {(described) => (
            <textarea
              {...described}
              name={name}
              lang={lang}
              rows={24}
              value={markdown}
              onChange={(event) => setMarkdown(event.target.value)}
            />
          )}
        </FieldFrame>
        <div>
          <h3 id={`${name}-view`}>{view}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard (WCAG 2.1.1) */}
          <section className="sample prose flow" lang={lang} tabIndex={0} aria-labelledby={`${name}-view`}>
            {heading && <p className="sample-title">{heading}</p>}
            <CharterText markdown={markdown} />
          </section>
        </div>
      </div>
    </section>
  );
}
