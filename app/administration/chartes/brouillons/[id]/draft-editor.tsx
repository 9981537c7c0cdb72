"use client";

import { useActionState } from "react";
import { Actions, Submit } from "@/app/ui/button";
import { PostedForm } from "@/app/ui/form";
import { Icon } from "@/app/ui/icons";
import type { EditorState } from "./actions";
import { LanguageEditor } from "./language-editor";

export interface EditedLanguage {
  lang: "fr" | "en";
  name: "markdownFr" | "markdownEn";
  title: string;
  label: string;
  view: string;
  text: string;
}

/** Edits both languages of a draft. With scripts each preview follows the typing; without, « Voir » requests it. */
export function DraftEditor({
  action,
  draft,
  revision,
  languages,
  see,
  save,
}: {
  action: (state: EditorState, formData: FormData) => Promise<EditorState>;
  draft: string;
  revision: number;
  languages: readonly EditedLanguage[];
  see: string;
  save: string;
}) {
  const [state, submit, isPending] = useActionState(action, {});
  const read = state.typed?.revision ?? String(revision);
  return (
    <PostedForm state={state} submit={submit} isPending={isPending} hidden={{ draft, revision: read }}>
      {languages.map((language) => (
        <LanguageEditor key={language.name} {...language} />
      ))}
      <Actions>
        <Submit name="act" value="save">
          {save}
        </Submit>
        <Submit kind="second" name="act" value="see">
          {see}
        </Submit>
        <p role="status">
          {state.saved && (
            <span className="outcome succeeded">
              <Icon name="check" /> {state.saved}
            </span>
          )}
        </p>
      </Actions>
    </PostedForm>
  );
}
