/** The first connection, in its order. `identity` is where one is before anything was proven. */
export const steps = ["identity", "recovery-email", "charter", "password", "done"] as const;

export type Step = (typeof steps)[number];

export type ProvenStep = Exclude<Step, "identity">;

/** What has been done since the sheet was proven. */
export interface Progress {
  recoveryEmail: boolean;
  charterAccepted: boolean;
  passwordSet: boolean;
}

/** Where this person belongs now. Every page, action and route of the wizard asks here, and nowhere else. */
export function currentStep(progress: Progress): ProvenStep {
  if (progress.passwordSet) return "done";
  if (!progress.recoveryEmail) return "recovery-email";
  if (!progress.charterAccepted) return "charter";
  return "password";
}

/** True when one step is the other, or comes after it. */
export function isAtLeast(step: Step, other: Step): boolean {
  return steps.indexOf(step) >= steps.indexOf(other);
}

/**
 * True while the recovery address may still be given or corrected. Once the account is open it belongs to whoever has its password, who
 * corrects it in « Mon compte »: the browser that opened it may have been left to somebody else.
 */
export function mayGiveAddress(step: Step): boolean {
  return isAtLeast(step, "recovery-email") && step !== "done";
}

/** Why a step cannot be taken while another one is due, in the journal's words. */
export function whyNotDue(step: ProvenStep, due: Step): string {
  if (due === "done") return "already-active";
  if (due === "identity") return "begun-elsewhere";
  return isAtLeast(due, step) ? "step-done" : "step-to-come";
}

/** Too early, or too late: another window was faster, or another browser has typed the sheet again. `step` is the one that is due. */
export interface StepRefusal {
  ok: false;
  reason: "step";
  step: Step;
}
