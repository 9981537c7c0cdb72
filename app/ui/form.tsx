"use client";

import { createContext, type ReactNode, useActionState, useContext, useEffect, useRef } from "react";
import type { AlertLine, FormAction, FormState } from "@/lib/forms/form-state";
import { Notice } from "./notice";

const refusals = createContext<FormState>({});

/** What the last post of this form was told: errors and typed values by field. Empty before the first one. */
export function useFormState(): FormState {
  return useContext(refusals);
}

interface FormProps extends FormFrame {
  action: FormAction;
}

interface FormFrame {
  hidden?: Record<string, string>;
  /** What is said once the action answers that it is done. */
  done?: ReactNode;
  children: ReactNode;
}

/**
 * A form that works before scripts load: it posts, and comes back with its alert, its errors and what was typed. With scripts, the
 * focus goes to what was refused, and a second click while the first is under way sends nothing.
 */
export function Form({ action, ...frame }: FormProps) {
  const [state, submit, isPending] = useActionState(action, {});
  return <PostedForm {...frame} state={state} submit={submit} isPending={isPending} />;
}

interface PostedFormProps extends FormFrame {
  /** What `useActionState` of the caller gave. */
  state: FormState;
  submit: (formData: FormData) => void;
  isPending: boolean;
}

/** The same form, for a component that keeps its state itself, since some answers are shown in the place of the form. */
export function PostedForm({ state, submit, isPending, hidden, done, children }: PostedFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const alert = useRef<HTMLDivElement>(null);
  const wasRefused = useRef(false);

  useEffect(() => {
    const isRefused = Boolean(state.alert || state.errors);
    if (isRefused || wasRefused.current) sayInTitle(isRefused);
    wasRefused.current = isRefused;
    if (!isRefused) return;
    const refused = alert.current ?? form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    refused?.focus();
  }, [state]);

  // A refused form that leaves the page takes its word in the title with it.
  useEffect(() => () => void (wasRefused.current && sayInTitle(false)), []);

  return (
    <form
      ref={form}
      action={submit}
      noValidate
      aria-busy={isPending}
      onSubmit={(event) => {
        if (isPending) event.preventDefault();
      }}
    >
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {state.alert && <Refusal {...state.alert} ref={alert} />}
      {state.done && done && (
        <div role="status">
          <Notice tone="done">{done}</Notice>
        </div>
      )}
      <refusals.Provider value={state}>{children}</refusals.Provider>
    </form>
  );
}

/** As the server begins the title of a page that it answers a refused form with. */
function sayInTitle(isRefused: boolean): void {
  const title = document.title.replace(/^(Erreur\u202F|Error): /, "");
  // From one page to the next there is none for a moment: one that is made here, empty, would stand before the next page's own.
  if (title === "") return;
  const mark = document.documentElement.lang === "en" ? "Error: " : "Erreur\u202F: ";
  document.title = isRefused ? mark + title : title;
}

/**
 * A form that asks and changes nothing: its fields go to the address, so that an answer can be kept, sent, and gone back to. `state` is
 * what was wrong with the address that led here.
 */
export function AskingForm({
  action,
  state,
  className,
  children,
}: {
  action: string;
  state: FormState;
  className?: string;
  children: ReactNode;
}) {
  return (
    <form method="get" action={action} className={className} noValidate>
      {state.alert && <Refusal {...state.alert} />}
      <refusals.Provider value={state}>{children}</refusals.Provider>
    </form>
  );
}

function Refusal({
  title,
  lines = [],
  help,
  ref,
}: NonNullable<FormState["alert"]> & { ref?: React.Ref<HTMLDivElement> }) {
  const [first, ...others] = lines;
  return (
    <Notice tone="stop" title={title} alert ref={ref}>
      {first && others.length === 0 && <p>{sentence(first)}</p>}
      {others.length > 0 && (
        <ul className="stitch-list">
          {lines.map((line) => (
            <li key={typeof line === "string" ? line : line.text}>{sentence(line)}</li>
          ))}
        </ul>
      )}
      {help && (
        <p>
          <a href={help.href}>{help.label}</a>
        </p>
      )}
    </Notice>
  );
}

function sentence(line: AlertLine): ReactNode {
  if (typeof line === "string") return line;
  return (
    <>
      {line.text} <a href={line.link.href}>{line.link.label}</a>
    </>
  );
}
