import { dialled } from "@/lib/http/dialled";

/** A French telephone number, which a telephone can call. */
export function Phone({ number }: { number: string }) {
  return (
    <a className="nb" href={`tel:${dialled(number)}`}>
      {number}
    </a>
  );
}
