import "server-only";
import { buffer } from "node:stream/consumers";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { keepMail } from "@/lib/demo/mailbox";
import { freePort } from "./free-port";

const megabyte = 1_048_576;

/** Starts a mail server on loopback that keeps its mail in `dataDir/mailbox`, and sends nothing. */
export async function startMailbox({ dataDir, port }: { dataDir: string; port?: number }): Promise<{
  /** `smtp://127.0.0.1:port` */
  url: string;
  close(): Promise<void>;
}> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    size: megabyte,
    onData(stream, session, callback) {
      receive(dataDir, stream, session).then(
        () => callback(),
        (error: Error) => callback(error),
      );
    },
  });
  // A client that disconnects halfway does not concern the service.
  server.on("error", (error) => console.warn(`mailbox: ${error.message}`));
  const ownPort = port ?? (await freePort());
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(ownPort, "127.0.0.1", () => resolve());
  });
  return {
    url: `smtp://127.0.0.1:${ownPort}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function receive(dataDir: string, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const source = await buffer(stream);
  if (stream.sizeExceeded) throw Object.assign(new Error("message too long"), { responseCode: 552 });
  const { subject, text, html, date } = await PostalMime.parse(source);
  const arrivedAt = new Date();
  const mail = {
    to: session.envelope.rcptTo.map(({ address }) => address).join(", "),
    subject: subject ?? "",
    text: text ?? "",
    html: html ?? "",
    date: date ?? arrivedAt.toISOString(),
  };
  await keepMail(dataDir, mail, arrivedAt);
}
