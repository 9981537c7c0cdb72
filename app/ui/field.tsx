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
  /** An instruction: « Numéro de carte, précédé d’un E ». */
  label: ReactNode;
  hint?: ReactNode;
  /** The letter at the same place on the drawing. */
  mark?: string;
  /** Shown in capitals, with figures of equal width. */
  code?: boolean;
  defaultValue?: string;
}

/** A label that instructs, a box, and below it what to correct after a refusal. What was typed is kept. */
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
