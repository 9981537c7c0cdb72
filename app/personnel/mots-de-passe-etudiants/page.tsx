import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { deskState } from "@/lib/desk-reset/desk-state";
import { lockOfHolder } from "@/lib/desk-reset/lock-of-holder";
import { deskRoles } from "@/lib/desk-reset/rules";
import { services } from "@/lib/services";
import { requireRole } from "@/lib/session/guards";
import { AskForCard } from "./ask-for-card";
import { CheckIdentity } from "./check-identity";
import { OnPhone } from "./on-phone";
import { StudentPanel } from "./student-panel";
import { TakeOver } from "./take-over";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("deskReset"))("pageTitle") };
}

/** One address, whose content follows what the server knows: no button of the browser can bring back a stale screen. */
export default async function DeskResetPage() {
  const { visitor, caller } = await requireRole(deskRoles, { evenFrozen: true });
  const state = await deskState(services(), { visitor, caller });
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
