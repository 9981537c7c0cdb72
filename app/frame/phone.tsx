/** A French telephone number, which a telephone can call. */
export function Phone({ number }: { number: string }) {
  return (
    <a className="nb" href={`tel:${number.replace(/^0/, "+33").replaceAll(/\s/g, "")}`}>
      {number}
    </a>
  );
}
