"use client";

import type { InputHTMLAttributes, ReactNode } from "react";
import { FieldFrame } from "./field-frame";
import { useFormState } from "./form";

interface FieldProps
  extends Pick<
    InputHTMLAttributes<HTMLInputElement>,
    "autoComplete" | "inputMode" | "autoCapitalize" | "required" | "maxLength" | "type"
  > {
  name: string;
  /** Instructs: « Numéro de carte, précédé d’un E ». */
  label: ReactNode;
  hint?: ReactNode;
  /** The letter that the drawing bears at the same place. */
  mark?: string;
  /** Shown in capitals, with figures of one width. */
  code?: boolean;
  defaultValue?: string;
}

/** A label that instructs, a box, and under it what to do when it was refused. What was typed comes back. */
export function Field({ name, label, hint, mark, code, type = "text", defaultValue = "", ...input }: FieldProps) {
  const { errors, typed } = useFormState();
  return (
    <FieldFrame name={name} label={label} hint={hint} mark={mark} error={errors?.[name]}>
      {(described) => (
        <input
          {...input}
          {...described}
          key={typed?.[name]}
          name={name}
          type={type}
          className={code ? "code" : undefined}
          spellCheck={false}
          defaultValue={typed?.[name] ?? defaultValue}
        />
      )}
    </FieldFrame>
  );
}
