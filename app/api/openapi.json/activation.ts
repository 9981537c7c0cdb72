import {
  always,
  alwaysOfChange,
  answer,
  body,
  briefStudent,
  instant,
  newPassword,
  object,
  oneOf,
  refusal,
  text,
  violations,
} from "./parts";

const cookie = [{ activation: [] }];
const step = oneOf("identity", "recovery-email", "charter", "password", "done");
const stepNow = answer("The step that is due now.", object({ step }));
const notTheStep = refusal("Another step is due, named in `step`", "etape", "remise-en-cours");
const noActivation = refusal("No activation under way in this browser", "session-absente");

/** The first connection, from the sheet to the open account. */
export const activationPaths = {
  "/api/v1/activation": {
    get: { summary: "Where the first connection stands", responses: { ...always, 200: stepNow } },
    post: {
      summary: "Type the two lines of the sheet",
      requestBody: body(object({ identifier: text, provisionalPassword: text })),
      responses: {
        ...alwaysOfChange,
        201: answer(
          "Open; the cookie `trousseau_activation` ties it to the browser.",
          object({ step, student: briefStudent }),
        ),
        401: refusal("Unknown, wrong, already active or revoked: one answer", "identifiants-refuses"),
        403: refusal(
          "The right sheet, not now (`opensAt` says when)",
          "pas-encore-ouvert",
          "feuille-expiree",
          "origine-refusee",
        ),
        409: refusal(
          "The right sheet, of an account that is open and has its password: a student’s who works here too, or a colleague’s",
          "double-statut",
          "compte-deja-ouvert",
          "remise-en-cours",
        ),
        422: violations,
      },
    },
  },
  "/api/v1/activation/recovery-email": {
    put: {
      summary: "Give, or correct, the recovery e-mail",
      security: cookie,
      requestBody: body(object({ email: text })),
      responses: {
        ...alwaysOfChange,
        200: answer(
          "The step that is due now; and, where too many messages left lately, from when the same call sends one (`sendableAt`).",
          object({ step, sendableAt: instant }, ["sendableAt"]),
        ),
        401: noActivation,
        409: notTheStep,
        422: violations,
      },
    },
  },
  "/api/v1/activation/recovery-email/confirmation": {
    post: {
      summary: "Confirm the recovery e-mail with the code of its message",
      security: cookie,
      requestBody: body(object({ code: text })),
      responses: { ...alwaysOfChange, 200: stepNow, 401: noActivation, 409: notTheStep, 422: violations },
    },
  },
  "/api/v1/activation/charter": {
    put: {
      summary: "Accept the charter",
      security: cookie,
      requestBody: body(object({ version: { type: "integer" }, accepted: { const: true } })),
      responses: {
        ...alwaysOfChange,
        200: stepNow,
        401: noActivation,
        409: refusal(
          "Another version is in force, or another step is due",
          "charte-remplacee",
          "etape",
          "remise-en-cours",
        ),
        422: violations,
      },
    },
  },
  "/api/v1/activation/password": {
    put: {
      summary: "Set the first password: the account is open",
      security: cookie,
      requestBody: body(newPassword),
      responses: {
        ...alwaysOfChange,
        200: answer("The account is open.", object({ step: { const: "done" }, identifier: text, mail: text })),
        401: noActivation,
        409: refusal(
          "Another step is due, the account is suspended, it is open already, or the directory has no entry for it",
          "etape",
          "compte-suspendu",
          "double-statut",
          "compte-deja-ouvert",
          "compte-absent",
          "remise-en-cours",
        ),
        422: violations,
      },
    },
  },
};
