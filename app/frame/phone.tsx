import { dialled } from "@/lib/http/dialled";

/** A French telephone number, as a link that calls it. */
export function Phone({ number }: { number: string }) {
  return (
    <a className="nb" href={`tel:${dialled(number)}`}>
      {number}
    </a>
  );
}
