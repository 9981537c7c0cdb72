"use client";

import { useActionState } from "react";
import { Actions, Submit } from "@/app/ui/button";
import { Field } from "@/app/ui/field";
import { PostedForm } from "@/app/ui/form";
import { Row, Rows } from "@/app/ui/rows";
import type { FormState } from "@/lib/forms/form-state";

export interface AskedState extends FormState {
  /** The person whose file may be downloaded. */
  found?: { identifier: string; name: string | null; place: string };
}

type Words = Record<
  "label" | "hint" | "find" | "found" | "name" | "identifier" | "where" | "download" | "recorded",
  string
>;

/**
 * Asks for an identifier, then shows who that is, and offers the file. A form posts for the file, so that only the
 * button downloads it.
 */
export function Ask({
  action,
  words,
}: {
  action: (state: AskedState, formData: FormData) => Promise<AskedState>;
  words: Words;
}) {
  const [state, submit, isPending] = useActionState(action, {});
  const { found } = state;
  return (
    <>
      <PostedForm state={state} submit={submit} isPending={isPending}>
        <Field name="identifier" label={words.label} hint={words.hint} autoCapitalize="none" autoComplete="off" />
        <Actions>
          <Submit kind={found ? "second" : "primary"}>{words.find}</Submit>
        </Actions>
      </PostedForm>
      <div role="status">
        {found && (
          <section className="flow" aria-labelledby="found">
            <h2 id="found">{words.found}</h2>
            <Rows as="dl">
              {found.name && <Row term={words.name}>{found.name}</Row>}
              <Row term={words.identifier}>{found.identifier}</Row>
              <Row term={words.where}>{found.place}</Row>
            </Rows>
            <form method="post" action="/administration/donnees/fichier">
              <input type="hidden" name="identifier" value={found.identifier} />
              <Actions>
                <Submit>{words.download}</Submit>
              </Actions>
            </form>
            <p className="hint">{words.recorded}</p>
          </section>
        )}
      </div>
    </>
  );
}
