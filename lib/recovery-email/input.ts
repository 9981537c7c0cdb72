import { z } from "zod";

/** An address as typed; `readRecoveryAddress` says whether it can be one. */
export const recoveryEmailInput = z.object({ email: z.string("not-an-address") });

/** The six digits of a message, as typed. */
export const codeInput = z.object({ code: z.string("wrong-code").max(64, "wrong-code") });
