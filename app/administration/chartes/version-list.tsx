import { Rows } from "@/app/ui/rows";
import type { ListedVersion } from "@/lib/charter-publishing/read-charters";
import { VersionRow } from "./version-row";

/** Versions under their own title; empty when there are none. */
export function VersionList({
  title,
  versions,
  mayWrite,
}: {
  title: string;
  versions: readonly ListedVersion[];
  mayWrite: boolean;
}) {
  if (versions.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <Rows>
        {versions.map((version) => (
          <VersionRow key={version.version} version={version} mayWrite={mayWrite} />
        ))}
      </Rows>
    </>
  );
}
