"use client";

import { Fragment, type ReactNode, useEffect, useRef, useState } from "react";
import { type LiveRules, liveRules, type PasswordRules } from "@/lib/password-policy/live-rules";
import type { Messages } from "@/messages/catalogue";
import { useFormState } from "./form";
import { Icon } from "./icons";
import { PasswordField } from "./password-field";

type NewPasswordLabels = Pick<Messages["passwordPolicy"], "rules" | "fields">;

export interface NewPasswordFieldsProps {
  rules: PasswordRules;
  /** The catalogue's own templates: their placeholders are filled here, as one types. */
  labels: NewPasswordLabels;
  /** `off` on a desk's computer, which must not offer to save it. */
  autoComplete?: "new-password" | "off";
  /** The first one takes the focus on arrival. */
  isFirst?: boolean;
}

/** The new password, twice, with stitches that show its length and rules ticked as one types. The server decides. */
export function NewPasswordFields({ rules, labels, autoComplete = "new-password", isFirst }: NewPasswordFieldsProps) {
  const state = useFormState();
  const [typed, setTyped] = useState("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer of the server has emptied the fields
  useEffect(() => setTyped(""), [state]);
  const isListed = Array.isArray(state.errors?.newPassword);
  const live = liveRules(typed, rules);
  const says = rulesOf(live, rules, labels.rules);
  return (
    <>
      <PasswordField
        name="newPassword"
        label={labels.fields.newPassword}
        labels={labels.fields}
        autoComplete={autoComplete}
        forgetsRefusal
        isFirst={isFirst}
        describedBy="password-rules"
        below={<Stitches length={live.length} rules={rules} labels={labels.rules} />}
        onType={setTyped}
      />
      <div className={isListed ? "listed" : undefined}>
        <h2 className="vh">{labels.rules.heading}</h2>
        <ul className="rules" id="password-rules">
          {says.map(({ key, state: met, template }) => (
            <li key={key} className={met}>
              <Icon name={met === "met" ? "check" : met === "broken" ? "cross" : "circle"} />
              <span>
                <span className="vh">{labels.rules[met]} </span>
                {fill(template, live, rules)}
              </span>
            </li>
          ))}
        </ul>
        <Spoken lines={says.map((rule) => `${labels.rules[rule.state]} ${inWords(rule.template, live, rules)}`)} />
      </div>
      <PasswordField
        name="newPasswordConfirmation"
        label={labels.fields.newPasswordConfirmation}
        labels={labels.fields}
        autoComplete={autoComplete}
        forgetsRefusal
      />
    </>
  );
}

interface Rule {
  key: string;
  state: "met" | "todo" | "broken";
  template: string;
}

function rulesOf(live: LiveRules, rules: PasswordRules, says: NewPasswordLabels["rules"]): Rule[] {
  const printable = live.forbidden.filter((character) => rules.forbiddenCharacters.includes(character));
  const hasBoth = live.hasLetter && live.hasDigit;
  const missing = live.hasLetter ? says.letterAndDigitMissingDigit : says.letterAndDigitMissingLetter;
  const isClean = live.forbidden.length === 0;
  return [
    live.isTooLong
      ? { key: "length", state: "broken", template: says.tooLong }
      : { key: "length", state: live.isLongEnough ? "met" : "todo", template: says.length },
    {
      key: "letterAndDigit",
      state: hasBoth ? "met" : "todo",
      template: live.hasLetter !== live.hasDigit ? missing : says.letterAndDigit,
    },
    {
      key: "forbidden",
      state: !isClean ? "broken" : live.length > 0 ? "met" : "todo",
      template: isClean ? says.forbidden : printable.length > 0 ? says.forbiddenFound : says.controlFound,
    },
    { key: "words", state: "todo", template: says.words },
  ];
}

function valuesOf(live: LiveRules, rules: PasswordRules): Record<string, string[]> {
  return {
    minLength: [String(rules.minLength)],
    advisedLength: [String(rules.advisedLength)],
    maxBytes: [String(rules.maxBytes)],
    forbidden: [...rules.forbiddenCharacters],
    found: live.forbidden.filter((character) => rules.forbiddenCharacters.includes(character)),
  };
}

/** Returns the sentence with its figures, and each character that it names drawn as a key. */
function fill(template: string, live: LiveRules, rules: PasswordRules): ReactNode[] {
  const values = valuesOf(live, rules);
  return template.split(/\{(\w+)\}/).map((part, index) => {
    const isName = index % 2 === 1;
    const value = isName ? (values[part] ?? []) : [part];
    const asKeys = part === "forbidden" || part === "found";
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
      <Fragment key={index}>
        {isName && asKeys
          ? value.map((character, position) => (
              <Fragment key={character}>
                {position > 0 && " "}
                <kbd>{character}</kbd>
              </Fragment>
            ))
          : value}
      </Fragment>
    );
  });
}

function inWords(template: string, live: LiveRules, rules: PasswordRules): string {
  const values = valuesOf(live, rules);
  return template.replace(/\{(\w+)\}/g, (_, name: string) => (values[name] ?? []).join(" "));
}

function Stitches({
  length,
  rules,
  labels,
}: {
  length: number;
  rules: PasswordRules;
  labels: NewPasswordLabels["rules"];
}) {
  return (
    <div aria-hidden="true">
      <div className="stitches">
        {Array.from({ length: 12 }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: stitches never move
          <i key={index} className={index < length ? "sewn" : undefined} />
        ))}
      </div>
      <div className="stitch-legend">
        <span>{labels.legendMinimum.replace("{minLength}", String(rules.minLength))}</span>
        <span>{labels.legendAdvised.replace("{advisedLength}", String(rules.advisedLength))}</span>
      </div>
    </div>
  );
}

/** Announces politely, once typing pauses, the rules that changed since the last time: not all of them at each key. */
function Spoken({ lines }: { lines: string[] }) {
  const text = lines.join("\n");
  const said = useRef(text);
  const [changes, setChanges] = useState("");
  useEffect(() => {
    const rest = setTimeout(() => {
      const before = said.current.split("\n");
      const changed = text.split("\n").filter((line) => !before.includes(line));
      if (changed.length > 0) setChanges(changed.join(". "));
      said.current = text;
    }, 900);
    return () => clearTimeout(rest);
  }, [text]);
  return (
    <p className="vh" aria-live="polite">
      {changes}
    </p>
  );
}
