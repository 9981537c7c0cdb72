/** The steps of the first connection, in order. `identity` comes before anything is proven. */
export const steps = ["identity", "recovery-email", "charter", "password", "done"] as const;

export type Step = (typeof steps)[number];

export type ProvenStep = Exclude<Step, "identity">;

/** What has been done since the sheet was proven. */
export interface Progress {
  recoveryEmail: boolean;
  charterAccepted: boolean;
  passwordSet: boolean;
}

/** Returns the step that is due. Every page, action and route of the wizard relies on it alone. */
export function currentStep(progress: Progress): ProvenStep {
  if (progress.passwordSet) return "done";
  if (!progress.recoveryEmail) return "recovery-email";
  if (!progress.charterAccepted) return "charter";
  return "password";
}

/** True when `step` is `other` or comes after it. */
export function isAtLeast(step: Step, other: Step): boolean {
  return steps.indexOf(step) >= steps.indexOf(other);
}

/**
 * True while the recovery address may still be given or corrected. Once the account is open, only a person who has its
 * password may correct it, in « Mon compte »: somebody else may be using the browser that opened it.
 */
export function mayGiveAddress(step: Step): boolean {
  return isAtLeast(step, "recovery-email") && step !== "done";
}

/** Returns why a step cannot be taken while another one is due, in the journal's words. */
export function whyNotDue(step: ProvenStep, due: Step) {
  if (due === "done") return "already-active";
  if (due === "identity") return "begun-elsewhere";
  return isAtLeast(due, step) ? "step-done" : "step-to-come";
}

/**
 * The step is too early or too late: another window was faster, or another browser typed the sheet again. `step` is the
 * one that is due.
 */
export interface StepRefusal {
  ok: false;
  reason: "step";
  step: Step;
}
