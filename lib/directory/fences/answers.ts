import "server-only";
import type { Client } from "ldapjs";

/** Longer than any entry that we ask for: a longer message cannot be a response. Bytes. */
const longestMessage = 1_048_576;

/** For each request's operation, the operations of its responses: RFC 4511, section 4. */
const answersTo = new Map([
  [0x60, [0x61]],
  [0x63, [0x64, 0x65, 0x73]],
  [0x66, [0x67]],
  [0x68, [0x69]],
  [0x77, [0x78]],
]);

/** The parts of ldapjs's client that we use and its types omit. */
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
 * Makes the client emit an `error` for each response that ldapjs handles wrongly. ldapjs takes any message with a
 * request's number for its response, so that a bind's success could pass for a changed password. It ignores a message
 * with a number that no request has, and waits for as many gigabytes as a length announces. What it throws while
 * reading ends the process. Call this before the first byte is read.
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
    // A repeated response changes nothing: ldapjs drops it.
    if (!asked && messageId > 0 && messageId <= lastAnswered) return;
    lastAnswered = Math.max(lastAnswered, messageId);
    if (!asked) throw new Error(`a message that nobody waits for: ${wordsOf(answer)}`);
    if (!answersTo.get(asked.protocolOp)?.includes(answer.protocolOp)) {
      throw new Error(`an answer to something else: ${wordsOf(answer)}`);
    }
  });
}

/** Describes a message. A server that closes a connection says why in message number 0 (RFC 4511, section 4.4.1). */
function wordsOf({ messageId, protocolOp, diagnosticMessage }: Message): string {
  const kind = `number ${messageId}, operation 0x${protocolOp?.toString(16)}`;
  return diagnosticMessage ? `${kind}, “${diagnosticMessage}”` : kind;
}

/** Throws on bytes that are not a BER sequence, or that announce too long a one. `bytes` may end mid-length. */
function refuseLength(bytes: Buffer): void {
  const [tag, first = 0] = bytes;
  if (tag !== 0x30) throw new Error("bytes that are no LDAP message");
  const count = first & 0x7f;
  if (first < 0x80 || bytes.length < 2 + count) return;
  if (count === 0 || count > 4 || bytes.readUIntBE(2, count) > longestMessage) {
    throw new Error("a message of a length that no answer has");
  }
}
