"use client";

import { type ReactNode, useEffect, useState } from "react";
import type { FormState } from "@/lib/forms/form-state";
import { FieldFrame } from "./field-frame";
import { useFocusOnArrival, useFormState } from "./form";
import { Icon } from "./icons";

interface PasswordFieldProps {
  name: string;
  label: string;
  hint?: ReactNode;
  mark?: string;
  /** A provisional password: capitals, and figures of equal width. */
  code?: boolean;
  autoComplete: "current-password" | "new-password" | "off" | "one-time-code";
  /** For a password copied from paper. */
  shownAtFirst?: boolean;
  labels: { show: string; hide: string };
  describedBy?: string;
  below?: ReactNode;
  onType?: (typed: string) => void;
  /** Clears the last refusal as soon as one types: other rules then judge the new password. */
  forgetsRefusal?: boolean;
  /** Takes the focus on arrival. */
  isFirst?: boolean;
}

/** A password, with a button that shows or hides it once scripts run. Never sent back after a refusal. */
export function PasswordField(props: PasswordFieldProps) {
  const {
    name,
    label,
    hint,
    mark,
    code,
    autoComplete,
    shownAtFirst = false,
    labels,
    describedBy,
    below,
    onType,
    forgetsRefusal,
    isFirst,
  } = props;
  const autoFocus = useFocusOnArrival(isFirst);
  const state = useFormState();
  const [retypedAfter, setRetypedAfter] = useState<FormState>();
  const isForgotten = forgetsRefusal && retypedAfter === state;
  const [isShown, setShown] = useState(shownAtFirst);
  const [hasScripts, setHasScripts] = useState(false);
  useEffect(() => setHasScripts(true), []);
  const verb = isShown ? labels.hide : labels.show;
  return (
    <FieldFrame
      name={name}
      label={label}
      hint={hint}
      mark={mark}
      error={isForgotten ? undefined : state.errors?.[name]}
      describedBy={describedBy}
      below={below}
    >
      {(described) => (
        <>
          <input
            {...described}
            name={name}
            type={isShown ? "text" : "password"}
            className={code ? "code" : undefined}
            autoComplete={autoComplete}
            autoCapitalize={code ? "characters" : "none"}
            autoCorrect="off"
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: only on a screen handed over to type in it, whose title says so
            autoFocus={autoFocus}
            onChange={(event) => {
              setRetypedAfter(state);
              onType?.(event.target.value);
            }}
          />
          {hasScripts && (
            <button
              type="button"
              aria-controls={name}
              aria-label={`${verb}, ${label}`}
              onClick={() => setShown(!isShown)}
            >
              <Icon name="eye" />
              <span>{verb}</span>
            </button>
          )}
        </>
      )}
    </FieldFrame>
  );
}
