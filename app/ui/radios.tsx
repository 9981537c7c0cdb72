"use client";

import type { ReactNode } from "react";
import { FieldError } from "./field-frame";
import { useFormState } from "./form";

/** A choice between two or three, each clickable all over, none chosen beforehand. */
export function Radios({
  name,
  legend,
  choices,
}: {
  name: string;
  legend: ReactNode;
  choices: readonly { value: string; label: ReactNode; detail?: ReactNode }[];
}) {
  const { errors, typed } = useFormState();
  const error = errors?.[name];
  return (
    <fieldset className={error ? "radios refused" : "radios"} aria-describedby={error ? `${name}-error` : undefined}>
      <legend>{legend}</legend>
      {choices.map(({ value, label, detail }) => (
        <label className="check" key={value}>
          <input
            key={typed?.[name]}
            type="radio"
            name={name}
            value={value}
            defaultChecked={typed?.[name] === value}
            aria-invalid={error ? true : undefined}
          />
          <span>
            {label}
            {detail && <small>{detail}</small>}
          </span>
        </label>
      ))}
      {error && <FieldError name={name}>{error}</FieldError>}
    </fieldset>
  );
}
