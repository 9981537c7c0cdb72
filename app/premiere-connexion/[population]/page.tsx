import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { metadataOfNothing, nothingHere } from "@/app/nothing-here";
import { Actions, Submit } from "@/app/ui/button";
import { Sheet } from "@/app/ui/drawings";
import { Field } from "@/app/ui/field";
import { Form } from "@/app/ui/form";
import { keptWhole } from "@/app/ui/kept-whole";
import { Notice } from "@/app/ui/notice";
import { PasswordField } from "@/app/ui/password-field";
import { isConfirmationDue } from "@/lib/activation/current-activation";
import { institution } from "@/lib/institution";
import { isServed, type Population, rulesOf } from "@/lib/population";
import { openActivationAction } from "./actions";
import { activationOfBrowser } from "./browser";
import { pathOf, populationNamed } from "./paths";
import { Wizard } from "./wizard";

interface Address {
  params: Promise<{ population: string }>;
  searchParams: Promise<Record<"identifiant" | "recommencer" | "interrompue", string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  if (!populationNamed((await params).population)) return metadataOfNothing();
  return { title: (await getTranslations("activation.identity"))("pageTitle") };
}

const sheetHelp: Record<Population, string> = {
  student: "/aide#feuille-perdue",
  staff: "/aide#premiere-connexion-personnel",
};

/** Step 1: the two lines of the sheet. */
export default async function IdentityPage({ params, searchParams }: Address) {
  const population = populationNamed((await params).population);
  if (!population) return nothingHere();
  if (!isServed(population, institution())) redirect("/aide#premiere-connexion-personnel");
  const rules = rulesOf(institution(), population);
  const query = await searchParams;
  const identifier = knownShape(query.identifiant, rules.identifier);
  const activation = await activationOfBrowser();
  const isSomeoneElse = query.recommencer || (identifier && identifier !== activation?.identifier);
  if (activation && !isSomeoneElse) redirect(pathOf(activation.step, activation.population));
  const t = await getTranslations("activation");
  const common = await getTranslations("common");
  const sheet = rules.sheetName;
  return (
    <Wizard
      at="identity"
      heading={<h1>{t("identity.title")}</h1>}
      aside={
        <Sheet
          name={sheet}
          sample={t(`identity.${population}.sample`)}
          caption={t(`identity.${population}.caption`, { sheet })}
        />
      }
    >
      {query.interrompue && !activation && (
        <Notice tone="here" icon="info" title={t("interrupted.title")} alert>
          <p>{t(isConfirmationDue(institution(), population) ? "interrupted.textDue" : "interrupted.text")}</p>
        </Notice>
      )}
      <Form action={openActivationAction}>
        <Field
          name="identifier"
          mark="A"
          label={t("identity.identifier")}
          hint={t.rich(`identity.${population}.identifierHint`, {
            domain: rules.domain,
            nb: keptWhole,
          })}
          defaultValue={identifier}
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          maxLength={254}
        />
        <PasswordField
          name="provisionalPassword"
          mark="B"
          code
          shownAtFirst
          label={t("identity.provisionalPassword")}
          hint={t("identity.provisionalPasswordHint")}
          autoComplete="off"
          labels={{ show: common("show"), hide: common("hide") }}
        />
        <Actions>
          <Submit>{common("continue")}</Submit>
          <p>
            <a href={sheetHelp[population]}>{t("identity.noSheet")}</a>
          </p>
          <p>
            <a href="/connexion">{t("identity.alreadyOpen")}</a>
          </p>
        </Actions>
      </Form>
    </Wizard>
  );
}

/** Returns the identifier that a sheet's code puts in the address; empty when it is malformed. */
function knownShape(asked: string | string[] | undefined, shape: RegExp): string {
  return typeof asked === "string" && shape.test(asked) ? asked : "";
}
