import "server-only";
import type { Client } from "ldapjs";

/** More than any entry that we ask for: what announces itself as longer is no answer. Bytes. */
const longestMessage = 1_048_576;

/** RFC 4511, section 4: which operations answer which. */
const answersTo = new Map([
  [0x60, [0x61]],
  [0x63, [0x64, 0x65, 0x73]],
  [0x66, [0x67]],
  [0x68, [0x69]],
  [0x77, [0x78]],
]);

/** What we touch of ldapjs's client, and its types leave out. */
interface Internals {
  _tracker: {
    parser: {
      buffer: Buffer | null;
      write(bytes: Buffer): boolean;
      prependListener(event: "message", listener: (message: Message) => void): void;
    };
    fetch(messageId: number): { message: Message } | null;
  };
}

interface Message {
  messageId: number;
  protocolOp: number;
  diagnosticMessage?: string;
}

/**
 * ldapjs takes any message that has a request's number for its answer, so that a bind's success would make a change of password one; it
 * waits in silence behind a number that nobody asked under, and for gigabytes that a length announces; what it throws while it
 * reads ends the process. Each of these is now an `error` of the client. To be put up before the first byte is read.
 */
export function refuseStrayAnswers(client: Client): void {
  const { parser, fetch } = (client as unknown as Internals)._tracker;
  const write = parser.write.bind(parser);

  parser.write = (bytes) => {
    try {
      refuseLength(parser.buffer ? Buffer.concat([parser.buffer, bytes]) : bytes);
      return write(bytes);
    } catch (error) {
      client.emit("error", error);
      return false;
    }
  };
  let lastAnswered = 0;
  parser.prependListener("message", (answer) => {
    const { messageId } = answer;
    const asked = fetch(messageId)?.message;
    // Said once more, it changes nothing: ldapjs drops it.
    if (!asked && messageId > 0 && messageId <= lastAnswered) return;
    lastAnswered = Math.max(lastAnswered, messageId);
    if (!asked) throw new Error(`a message that nobody waits for: ${wordsOf(answer)}`);
    if (!answersTo.get(asked.protocolOp)?.includes(answer.protocolOp)) {
      throw new Error(`an answer to something else: ${wordsOf(answer)}`);
    }
  });
}

/** A server that ends a connection says why in a message of number 0 (RFC 4511, section 4.4.1). */
function wordsOf({ messageId, protocolOp, diagnosticMessage }: Message): string {
  const kind = `number ${messageId}, operation 0x${protocolOp?.toString(16)}`;
  return diagnosticMessage ? `${kind}, “${diagnosticMessage}”` : kind;
}

/** Refuses what is no sequence of BER, or one too long. `bytes` may end before the length does. */
function refuseLength(bytes: Buffer): void {
  const [tag, first = 0] = bytes;
  if (tag !== 0x30) throw new Error("bytes that are no LDAP message");
  const count = first & 0x7f;
  if (first < 0x80 || bytes.length < 2 + count) return;
  if (count === 0 || count > 4 || bytes.readUIntBE(2, count) > longestMessage) {
    throw new Error("a message of a length that no answer has");
  }
}
