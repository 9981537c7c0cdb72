import { z } from "zod";

/** An address as typed; `readRecoveryAddress` decides whether it is acceptable. */
export const recoveryEmailInput = z.object({ email: z.string("not-an-address") });

/** The six digits of a message, as typed. */
export const codeInput = z.object({ code: z.string("wrong-code").max(64, "wrong-code") });
