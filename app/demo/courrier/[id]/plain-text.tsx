const address = /(https?:\/\/\S+)/;

/** The text of a mail, with its line breaks, and links for its web addresses. */
export function PlainText({ text }: { text: string }) {
  // Splitting by a group keeps what it matched: every other part is an address.
  const parts = text.trim().split(address);
  return (
    <div className="mail-text">
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text that never changes
          <a key={index} href={part}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}
