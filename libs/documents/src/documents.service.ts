import { randomBytes } from 'node:crypto';
import { readFile, readdir, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Clock, Database, DomainError, notFound, refuseIf, toGlobalId } from '#platform';
import type { Config, Queryable, Reason, Viewer } from '#platform';
import { Commands } from '#workflow';
import { acts, reasonsOfWho, seesEvery } from '#policy';
import { DOCUMENT_KINDS, DOCUMENT_VISIBILITIES } from './document.model.js';
import type { DocumentKind, DocumentRow, DocumentVisibility } from './document.model.js';
import { DOCUMENT_STORE } from './document.store.js';
import type { DocumentStore } from './document.store.js';
import { TYPES, typeOf } from './document.types.js';
import type { FileType } from './document.types.js';
import { DocumentsQueries } from './documents.queries.js';
import { endingOf, fileNameOf } from './file-name.js';
import { LIMITS, refusal, tooLarge } from './limits.js';
import { cleaned } from './picture.cleaner.js';
import { newPath, receive, write } from './upload.receiver.js';
import type { Incoming } from './upload.receiver.js';
import { wholeOnly } from './whole-only.js';

const A_DAY = 86_400_000;

/** What is said of a file that is handed in. */
export interface DocumentDetails {
  kind: DocumentKind;
  visibility: DocumentVisibility;
  /** As the client says; it is made safe here. */
  givenName: string;
}

/** The store of scans, letters, mandates and evidence: checked when they come in, handed out whole or not at all. */
@Injectable()
export class DocumentsService {
  private readonly incoming: string;
  private swept: Promise<void> | undefined;

  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(DOCUMENT_STORE) private readonly store: DocumentStore,
    @Inject(DocumentsQueries) private readonly queries: DocumentsQueries,
    @Inject(CONFIG) config: Config,
    @Inject(Commands) commands: Commands,
  ) {
    commands.evidenceIsCheckedBy((tx, ids, viewer) => this.assertUsable(tx, ids, viewer));
    this.incoming = resolve(config.ANUSAS_DATA, 'documents', 'incoming');
  }

  /**
   * Takes a form with one file and the fields `kind` and `visibility`. The same file, kind, visibility and name from the
   * same person again answers with the document that is there already, so a lost answer may be asked for again.
   * @returns the document's id.
   * @throws DomainError with everything that is wrong. Nothing is left of a file that was refused or not sent whole.
   */
  async upload(request: IncomingMessage, viewer: Viewer): Promise<string> {
    refuseIf(reasonsOfWho(acts.document.UPLOAD_DOCUMENT, viewer, []));
    await (this.swept ??= this.sweep().catch(() => (this.swept = undefined)));
    const received = await receive(request, this.incoming);
    const { kind, visibility } = received.fields;
    const details = {
      kind: kind as DocumentKind,
      visibility: (visibility ||
        (seesEvery('Document', viewer) ? 'secretariat' : 'organisation')) as DocumentVisibility,
      givenName: received.givenName,
    };
    return this.take(received, details, viewer);
  }

  /**
   * Keeps a file that the product itself has made or has in hand, by the same rules.
   * @returns the document's id.
   */
  async add(bytes: Buffer, details: DocumentDetails, viewer: Viewer): Promise<string> {
    refuseIf(reasonsOfWho(acts.document.UPLOAD_DOCUMENT, viewer, []));
    if (bytes.length > LIMITS.file) throw tooLarge();
    const path = await newPath(this.incoming);
    return this.take(await write(Readable.from([bytes]), path), details, viewer);
  }

  /**
   * A document and its content. The last bytes come only when all of it is what was once handed in: a file that was
   * changed where it lies is never handed out as whole.
   * @throws DomainError notFound, whether it is not there or not for this viewer.
   */
  async open(id: string, viewer: Viewer): Promise<{ row: DocumentRow; content: () => Promise<Readable> }> {
    const row = (await this.queries.byIds([id], viewer)).get(id);
    if (!row) throw notFound();
    return { row, content: async () => wholeOnly(await this.store.open(row.storageKey), row) };
  }

  /**
   * May this viewer name these documents, as evidence or otherwise? Those that are not there and those that are not for
   * the viewer give the same reason.
   * @param ids database ids.
   * @param path the input field that names them.
   */
  async assertUsable(
    tx: Queryable,
    ids: readonly string[],
    viewer: Viewer,
    path: readonly string[] = ['evidence'],
  ): Promise<Reason[]> {
    if (ids.length === 0) return [];
    const seen = await this.queries.seen(tx, ids, viewer);
    return [...new Set(ids)]
      .filter((id) => !seen.has(id))
      .map((id) => ({
        code: 'UNKNOWN_REFERENCE',
        parameters: { field: path.at(-1) ?? 'document', value: toGlobalId('doc', id) },
        path,
      }));
  }

  private async take(received: Incoming, details: DocumentDetails, viewer: Viewer): Promise<string> {
    const paths = [received.path];
    try {
      const reasons = reasonsOfDetails(details, viewer);
      const type = await this.recognise(received.path, details).catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
        reasons.push(...error.reasons);
        return 'pdf' as const;
      });
      refuseIf(reasons);
      let file = received;
      if (type === 'jpg' || type === 'png') {
        const bytes = cleaned(await readFile(received.path), type);
        paths.push(await newPath(this.incoming));
        file = await write(Readable.from([bytes]), paths[1] as string);
      }
      return await this.keep(file, received.sha256, type, details, viewer);
    } finally {
      await Promise.all(paths.map((path) => rm(path, { force: true })));
    }
  }

  private async recognise(path: string, details: DocumentDetails): Promise<FileType> {
    const extension = endingOf(details.givenName);
    const type = await typeOf(path, { text: details.kind === 'import', ending: extension });
    if (extension !== '' && !(TYPES[type].endings as readonly string[]).includes(extension)) {
      throw refusal('DOCUMENT_EXTENSION_WRONG', { extension, right: type.toUpperCase() });
    }
    return type;
  }

  /** The file first, then its row: what has a row has a file. */
  private async keep(
    file: Incoming,
    receivedSha256: string,
    type: FileType,
    { kind, visibility, givenName }: DocumentDetails,
    viewer: Viewer,
  ): Promise<string> {
    const key = randomBytes(16).toString('hex');
    const { mediaType } = TYPES[type];
    const name = fileNameOf(givenName, type);
    const same = [viewer.personId, viewer.organisationId, file.sha256, kind, visibility, name];
    await this.store.put(key, file.path, { ...file, mediaType });
    try {
      const [row] = await this.db.asProduct.query<{ id: string }[]>(
        `INSERT INTO documents (uploaded_by, organisation_id, sha256, kind, visibility, file_name,
                                received_sha256, size_bytes, media_type, storage_key, uploaded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, ${this.clock.sql()}) ON CONFLICT DO NOTHING RETURNING id`,
        [...same, receivedSha256, file.size, mediaType, key],
      );
      if (row) return row.id;
    } catch (error) {
      await this.removeUnlessKept(key);
      throw error;
    }
    await this.store.remove(key);
    const [there] = await this.db.asProduct.query<{ id: string }[]>(
      `SELECT id FROM documents WHERE uploaded_by = $1 AND organisation_id = $2 AND sha256 = $3 AND kind = $4
          AND visibility = $5 AND file_name = $6`,
      same,
    );
    return (there as { id: string }).id;
  }

  /** The database may have kept the row and lost only its answer: then the file stays. */
  private async removeUnlessKept(key: string): Promise<void> {
    const rows = await this.db.asProduct
      .query<unknown[]>(`SELECT 1 FROM documents WHERE storage_key = $1`, [key])
      .catch(() => undefined);
    if (rows?.length === 0) await this.store.remove(key);
  }

  /** Removes what a process that was killed in the middle of an upload has left behind, after a day. */
  private async sweep(): Promise<void> {
    const now = Date.parse(await this.clock.now(this.db));
    for (const name of await readdir(this.incoming).catch(() => [])) {
      const path = join(this.incoming, name);
      const found = await stat(path).catch(() => undefined);
      if (found && now - found.mtimeMs > A_DAY) await rm(path, { force: true });
    }
  }
}

function reasonsOfDetails({ kind, visibility }: DocumentDetails, viewer: Viewer): Reason[] {
  const reasons: Reason[] = [];
  if (!kind) reasons.push({ code: 'VALUE_MISSING', parameters: { field: 'kind' }, path: ['kind'] });
  for (const [field, value, allowed] of [
    ['kind', kind, DOCUMENT_KINDS],
    ['visibility', visibility, DOCUMENT_VISIBILITIES],
  ] as const) {
    if (value && !(allowed as readonly string[]).includes(value)) {
      reasons.push({ code: 'WRONG_VALUE', parameters: { field, value, right: allowed.join(', ') }, path: [field] });
    }
  }
  if (visibility === 'public') reasons.push(...reasonsOfWho(acts.document.PUBLISH_DOCUMENT, viewer, []));
  return reasons;
}
