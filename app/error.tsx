"use client";

import { useEffect, useState } from "react";
import en from "@/messages/en/errors.json";
import fr from "@/messages/fr/errors.json";

/**
 * Shown when a page or an action fails once scripts run; the front server has its own page for a whole answer that
 * fails. Runs in the browser, without the catalogue: the language is that of the surrounding page.
 */
export default function ErrorPage({ retry }: { error: unknown; retry: () => void }) {
  const [says, setSays] = useState(fr.unavailable);
  useEffect(() => {
    if (document.documentElement.lang === "en") setSays(en.unavailable);
  }, []);
  return (
    <>
      <div className="selvedge" />
      <main id="contenu">
        <div className="page">
          <div className="text flow" role="alert">
            <h1>{says.title}</h1>
            <p className="lead">{says.lead}</p>
            <div className="acts">
              <button type="button" className="btn" onClick={retry}>
                {says.retry}
              </button>
              <a href="/aide#service-indisponible">{says.help}</a>
            </div>
          </div>
        </div>
      </main>
      <div className="selvedge" />
    </>
  );
}
