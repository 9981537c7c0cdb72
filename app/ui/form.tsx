"use client";

import { createContext, type ReactNode, type Ref, useActionState, useContext, useEffect, useRef } from "react";
import type { AlertLine, FormAction, FormAlert, FormQuestion, FormState } from "@/lib/forms/form-state";
import { Actions, Submit } from "./button";
import { Notice } from "./notice";
import { raised } from "./raised";

const refusals = createContext<FormState>({});

/** Returns the answer to this form's last post: errors and typed values by field. Empty before the first post. */
export function useFormState(): FormState {
  return useContext(refusals);
}

/**
 * Returns the `autoFocus` of a page's first field, so that one types at once: an answer keeps the focus for its refusal.
 */
export function useFocusOnArrival(wanted: boolean | undefined): boolean {
  const state = useFormState();
  return wanted === true && Object.keys(state).length === 0;
}

interface FormProps extends FormFrame {
  action: FormAction;
}

interface FormFrame {
  hidden?: Record<string, string>;
  /** Identifier of the heading that a screen reader says before a field that takes the focus on arrival. */
  labelledBy?: string;
  /** Shown once the action answers that it is done. */
  done?: ReactNode;
  children: ReactNode;
}

/**
 * A form that works before scripts load: it posts, and comes back with its alert, its errors and what was typed, or with
 * a question. With scripts, the focus goes to what came back, and a second click during the first sends nothing.
 */
export function Form({ action, ...frame }: FormProps) {
  const [state, submit, isPending] = useActionState(action, {});
  return <PostedForm {...frame} state={state} submit={submit} isPending={isPending} />;
}

interface PostedFormProps extends FormFrame {
  /** From the caller's `useActionState`. */
  state: FormState;
  submit: (formData: FormData) => void;
  isPending: boolean;
}

/** A form whose caller keeps its state, to show some answers in place of the form. */
export function PostedForm({ state, submit, isPending, hidden, labelledBy, done, children }: PostedFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const alert = useRef<HTMLDivElement>(null);
  const wasRefused = useRef(false);

  useEffect(() => {
    const isRefused = Boolean(state.alert || state.errors);
    if (isRefused || wasRefused.current) sayInTitle(isRefused);
    wasRefused.current = isRefused;
    if (!isRefused && !state.question && !state.typed) return;
    const refused = alert.current ?? form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    (refused ?? form.current?.querySelector<HTMLElement>("input:not([type=hidden])"))?.focus();
  }, [state]);

  // A refused form that leaves the page removes its mark from the title.
  useEffect(() => () => void (wasRefused.current && sayInTitle(false)), []);

  return (
    <form
      ref={form}
      action={submit}
      noValidate
      aria-labelledby={labelledBy}
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
      {state.question ? (
        <Question {...state.question} ref={alert} />
      ) : (
        <refusals.Provider value={state}>{children}</refusals.Provider>
      )}
    </form>
  );
}

function Question({ title, text, answers, ref }: FormQuestion & { ref: Ref<HTMLDivElement> }) {
  return (
    <>
      <Notice tone="here" title={title} alert ref={ref}>
        <p>{text}</p>
      </Notice>
      <Actions>
        {answers.map(({ label, ...button }) => (
          <Submit key={button.name} {...button}>
            {label}
          </Submit>
        ))}
      </Actions>
    </>
  );
}

/** Marks the title as the server does when it answers with a refused form. */
function sayInTitle(isRefused: boolean): void {
  const title = document.title.replace(/^(Erreur\u202F|Error): /, "");
  // Between two pages there is no title for a moment: an empty one made here would come before the next page's own.
  if (title === "") return;
  const mark = document.documentElement.lang === "en" ? "Error: " : "Erreur\u202F: ";
  document.title = isRefused ? mark + title : title;
}

/**
 * A form that only asks: its fields go into the address, so that an answer can be kept, sent, and gone back to. `state`
 * says what was wrong with the address that led here.
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

function Refusal({ title, lines = [], help, isAnswer, ref }: FormAlert & { ref?: Ref<HTMLDivElement> }) {
  const [first, ...others] = lines;
  return (
    <Notice tone="stop" title={raised(title)} isAnswer={isAnswer} alert ref={ref}>
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
  if (typeof line === "string") return raised(line);
  return (
    <>
      {raised(line.text)} <a href={line.link.href}>{line.link.label}</a>
    </>
  );
}
