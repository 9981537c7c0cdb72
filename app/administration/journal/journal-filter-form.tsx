import { useTranslations } from "next-intl";
import { Actions, Submit } from "@/app/ui/button";
import { Field } from "@/app/ui/field";
import { AskingForm } from "@/app/ui/form";
import { Link } from "@/app/ui/link";
import { Select } from "@/app/ui/select";
import { auditOutcomes, type JournalQuestion, outside, queryOf } from "@/lib/audit/filter";
import { auditKinds } from "@/lib/audit/kinds";
import { kindWord } from "@/lib/audit/words";
import type { FormState } from "@/lib/forms/form-state";
import type { Input, Violation } from "@/lib/forms/read-input";
import { parseNetworks } from "@/lib/network/ranges";

const fields = ["person", "kind", "outcome", "from", "until", "network"] as const;

interface Asked {
  /** As in the URL. */
  query: Record<string, string | string[] | undefined>;
  question: Input<JournalQuestion>;
  internalNetworks: string;
}

/** The filters of the journal: folded unless they are in use. */
export function JournalFilterForm({ query, question, internalNetworks }: Asked) {
  const t = useTranslations("journal");
  const typed = Object.fromEntries(fields.map((name) => [name, textOf(query[name])]));
  const isAsked = !question.ok || queryOf({ ...question.value, before: null, after: null }) !== "";
  const kinds = auditKinds.map((kind) => ({ value: kind, label: t(`kinds.${kindWord(kind) ?? "journal-read"}`) }));
  const networks = [...new Set([...parseNetworks(internalNetworks).map(({ name }) => name), typed.network ?? ""])];
  return (
    <details className="fold" open={isAsked}>
      <summary>{t("filter.title")}</summary>
      <AskingForm action="/administration/journal" className="asking" state={{ typed, ...refusalOf(t, question) }}>
        <div className="whole">
          <Field name="person" label={t("filter.person")} hint={t("filter.personHint")} autoCapitalize="none" />
        </div>
        <Select name="kind" label={t("filter.kind")} empty={t("filter.any")} choices={kinds} />
        <Select
          name="outcome"
          label={t("filter.outcome")}
          empty={t("filter.any")}
          choices={auditOutcomes.map((outcome) => ({ value: outcome, label: t(`outcomes.${outcome}`) }))}
        />
        <Select
          name="network"
          label={t("filter.network")}
          empty={t("filter.any")}
          choices={[
            ...networks.filter((name) => name && name !== outside).map((name) => ({ value: name, label: name })),
            { value: outside, label: t("filter.outside") },
          ]}
        />
        <Field name="from" type="date" label={t("filter.from")} />
        <Field name="until" type="date" label={t("filter.until")} />
        <Actions>
          <Submit>{t("filter.submit")}</Submit>
          {isAsked && <Link href="/administration/journal">{t("filter.reset")}</Link>}
        </Actions>
      </AskingForm>
    </details>
  );
}

function textOf(sent: string | string[] | undefined): string {
  return typeof sent === "string" && sent.length <= 256 ? sent.replaceAll("\0", "") : "";
}

function refusalOf(t: ReturnType<typeof useTranslations<"journal">>, question: Input<JournalQuestion>): FormState {
  if (question.ok) return {};
  const wrong = fields.flatMap((field) => question.violations.find((each) => each.field === field) ?? []);
  return {
    alert: { title: t("filter.refused"), lines: wrong.length > 0 ? [] : [t("filter.wrongPlace")] },
    errors: Object.fromEntries(
      wrong.map((violation) => [violation.field, t(`filter.errors.${sentenceOf(violation)}`)]),
    ),
  };
}

function sentenceOf({ field, code }: Violation) {
  return code === "before-from" ? code : (field as (typeof fields)[number]);
}
