/** Where the file of a student is. */
export function filePath(identifier: string): string {
  return `/scolarite/etudiants/${encodeURIComponent(identifier)}`;
}
