import { getTranslations } from "next-intl/server";
import { Actions, ButtonLink } from "@/app/ui/button";

/** The link to change one's password; for anybody but a student, the link to the help. */
export async function Password({ isStudent }: { isStudent: boolean }) {
  const t = await getTranslations("account");
  return (
    <section className="flow" aria-labelledby="password">
      <h2 id="password">{t("password")}</h2>
      {isStudent ? (
        <>
          <p>{t("passwordHow")}</p>
          <Actions>
            <ButtonLink href="/mon-compte/mot-de-passe" kind="second">
              {t("passwordChange")}
            </ButtonLink>
          </Actions>
        </>
      ) : (
        <p>{t.rich("passwordStaff", { link: (chunks) => <a href="/aide">{chunks}</a> })}</p>
      )}
    </section>
  );
}
