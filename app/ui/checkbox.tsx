"use client";

import type { ReactNode } from "react";
import { FieldError } from "./field-frame";
import { useFocusOnArrival, useFormState } from "./form";

interface CheckboxProps {
  name: string;
  label: ReactNode;
  detail: ReactNode;
  /** What to correct, when another page than the form's own shows the refusal. */
  refused?: string;
  /** Takes the focus on arrival. */
  isFirst?: boolean;
}

/** A checkbox, clickable all over, never ticked beforehand. */
export function Checkbox({ name, label, detail, refused, isFirst }: CheckboxProps) {
  const { errors, typed } = useFormState();
  const autoFocus = useFocusOnArrival(isFirst);
  const error = errors?.[name] ?? refused;
  return (
    <div className={error ? "refused" : undefined}>
      <label className="check">
        <input
          key={typed?.[name]}
          type="checkbox"
          id={name}
          name={name}
          defaultChecked={typed?.[name] === "on"}
          // biome-ignore lint/a11y/noAutofocus: only on a page of one task, in a form named by the page's heading
          autoFocus={autoFocus}
          aria-describedby={error ? `${name}-error` : undefined}
          aria-invalid={error ? true : undefined}
        />
        <span>
          {label}
          <small>{detail}</small>
        </span>
      </label>
      {error && <FieldError name={name}>{error}</FieldError>}
    </div>
  );
}
