/**
 * An address that may break before its @; a login, which has none, stays whole. The whole address is also the element’s
 * value, for programs that read the page.
 */
export function Breakable({ address }: { address: string }) {
  const at = address.indexOf("@");
  if (at < 0) return address;
  return (
    <data value={address}>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </data>
  );
}
