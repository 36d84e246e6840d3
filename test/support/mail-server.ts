import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A letter as a mail server got it. */
export interface Letter {
  from: string;
  to: string[];
  text: string;
}

/**
 * A mail server that takes everything and keeps it.
 * @param replyTo what it says to a receiver instead, such as `550 nobody here`; an empty text and it says nothing more.
 */
export async function openMailServer(
  replyTo: (to: string) => string | undefined = () => undefined,
): Promise<{ url: string; letters: Letter[]; close: () => void }> {
  const letters: Letter[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    let letter: Letter = { from: '', to: [], text: '' };
    let inText = false;
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 test');
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (inText && line !== '.') {
          letter.text += `${line}\n`;
        } else if (inText) {
          letters.push(letter);
          letter = { from: '', to: [], text: '' };
          inText = false;
          say('250 kept');
        } else if (/^MAIL FROM:/i.test(line)) {
          letter.from = /<(.*?)>/.exec(line)?.[1] ?? '';
          say('250 ok');
        } else if (/^RCPT TO:/i.test(line)) {
          const to = /<(.*?)>/.exec(line)?.[1] ?? '';
          const reply = replyTo(to);
          if (reply === undefined) letter.to.push(to);
          if (reply !== '') say(reply ?? '250 ok');
        } else if (/^DATA/i.test(line)) {
          inText = true;
          say('354 go on');
        } else if (/^QUIT/i.test(line)) {
          say('221 bye');
          socket.end();
        } else {
          say('250 ok');
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letters,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
