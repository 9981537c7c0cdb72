import {
  alwaysOfChange,
  answer,
  body,
  briefStudent,
  instant,
  newPassword,
  object,
  refusal,
  text,
  violations,
} from "./parts";

const session = [{ session: [] }];
const notSignedIn = refusal("Not signed in", "non-connecte");
const notAllowed = refusal(
  "Outside the internal network, or without the role",
  "hors-reseau-interne",
  "role-insuffisant",
  "origine-refusee",
);

/** Checked at both steps: what was true when the card was read may have changed. */
const notToBeReset = refusal(
  "Not to be reset here",
  "carte-invalide",
  "soi-meme",
  "double-statut",
  "compte-suspendu",
  "compte-non-active",
  "remise-en-cours",
);

const lockedUntil = {
  type: ["string", "null"],
  format: "date-time",
  description:
    "There when failed sign-ins have locked the student's account: until when, null when the directory does not say. The new password unlocks it.",
};

/** The reset of a student's password at a desk. */
export const deskResetPaths = {
  "/api/v1/desk-resets": {
    post: {
      summary: "Open a reset with the card that was checked",
      security: session,
      requestBody: body(object({ cardNumber: text, cardChecked: { const: true } })),
      responses: {
        ...alwaysOfChange,
        201: answer(
          "Open, for five minutes.",
          object({ id: text, expiresAt: instant, student: briefStudent, lockedUntil }, ["lockedUntil"]),
        ),
        401: notSignedIn,
        403: notAllowed,
        404: refusal("A card that is not in the register", "carte-inconnue"),
        409: notToBeReset,
        422: violations,
      },
    },
  },
  "/api/v1/desk-resets/{id}/password": {
    put: {
      summary: "Set the password that the student chose",
      security: session,
      parameters: [{ name: "id", in: "path", required: true, schema: text }],
      requestBody: body(newPassword),
      responses: {
        ...alwaysOfChange,
        200: answer("The password is changed.", object({ state: { const: "completed" } })),
        401: notSignedIn,
        403: notAllowed,
        404: refusal(
          "No such reset in this session, or a card that has left the register",
          "introuvable",
          "carte-inconnue",
        ),
        409: notToBeReset,
        410: refusal("Expired, or used already", "changement-termine"),
        422: violations,
      },
    },
  },
};
