import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { type DeskState, deskState } from "@/lib/desk-reset/desk-state";
import { lockOfHolder } from "@/lib/desk-reset/lock-of-holder";
import { deskRoles } from "@/lib/desk-reset/rules";
import { titleOfAnswer } from "@/lib/http/answer";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { AskForCard } from "./ask-for-card";
import { CheckIdentity } from "./check-identity";
import { OnPhone } from "./on-phone";
import { StudentPanel } from "./student-panel";
import { endingOf, TakeOver } from "./take-over";

/** Reads the state once, for both the title and the page. */
const standing = cache(async () => {
  const { visitor, caller } = await requireRole(deskRoles, { evenFrozen: true });
  return { visitor, state: await deskState(services(), { visitor, caller }) };
});

/** Names each state, so that people who hear or read the title know whose turn it is. */
export async function generateMetadata(): Promise<Metadata> {
  // The page itself redirects a person who may not enter.
  const known = await standing().catch(() => null);
  return { title: titleOfAnswer() ?? (await titleOf(known?.state)) };
}

async function titleOf(state: DeskState | undefined): Promise<string> {
  const t = await getTranslations("deskReset");
  switch (state?.kind) {
    case undefined:
    case "card":
      return t("pageTitle");
    case "check":
      // Not the name: a title stays in the browser’s history.
      return t("check.pageTitle");
    case "phone":
      return t(`phone.${state.code.step}.title`, { givenName: state.reset.student.givenName });
    case "panel":
      return t("panel.title", { givenName: state.reset.student.givenName });
    case "frozen":
      return t(`frozen.${endingOf(state.reset)}.title`, { givenName: state.reset?.student.givenName ?? "" });
  }
}

/** One address, whose content follows the server's state: no browser button can bring back a stale screen. */
export default async function DeskResetPage() {
  const { visitor, state } = await standing();
  switch (state.kind) {
    case "card":
      return <AskForCard last={state.last} />;
    case "check": {
      const locked = await lockOfHolder(services(), state.reset);
      return <CheckIdentity {...state} locked={locked} now={services().clock.now()} />;
    }
    case "phone":
      return <OnPhone {...state} now={services().clock.now()} />;
    case "panel":
      return <StudentPanel reset={state.reset} staffName={visitor.displayName} now={services().clock.now()} />;
    case "frozen":
      return <TakeOver reset={state.reset} visitor={visitor} />;
  }
}
