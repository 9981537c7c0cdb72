import type { ReactNode } from "react";
import { Icon } from "./icons";

/** The attributes that tie an input to its label, its hint and its error. */
interface Described {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface FieldFrameProps {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  mark?: string;
  error?: string | readonly string[];
  /** Identifiers of other elements that describe the input. */
  describedBy?: string;
  /** Directly under the box, before the error. */
  below?: ReactNode;
  children: (described: Described) => ReactNode;
}

/** Label, hint, box and error of one field, tied together for a screen reader. */
export function FieldFrame({ name, label, hint, mark, error, describedBy, below, children }: FieldFrameProps) {
  const description = [hint && `${name}-hint`, error && `${name}-error`, describedBy].filter(Boolean).join(" ");
  return (
    <div className={error ? "field refused" : "field"}>
      <label htmlFor={name}>
        {mark && (
          <span className="mark" aria-hidden="true">
            {mark}
          </span>
        )}
        <span>{label}</span>
      </label>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <div className="box">
        {children({ id: name, "aria-describedby": description || undefined, "aria-invalid": error ? true : undefined })}
      </div>
      {below}
      {error && <FieldError name={name}>{error}</FieldError>}
    </div>
  );
}

/** What to correct in a refused field: a sentence, or a list of them. */
export function FieldError({ name, children }: { name: string; children: string | readonly string[] }) {
  const [first, ...others] = typeof children === "string" ? [children] : children;
  return (
    <div className="fault" id={`${name}-error`}>
      <Icon name="stop" />
      {others.length === 0 ? (
        <p>{first}</p>
      ) : (
        <ul className="stitch-list">
          {[first, ...others].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
