import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, PHNOM_PENH, Rounds } from '#platform';
import type { RegistersSeen } from '#platform';
import type { OrganisationRow } from './organisation.model.js';

/** An organisation with one of its names, and the civil days from which and up to which it bears it. */
interface Named extends OrganisationRow {
  from: string;
  to: string;
}

/** The register's version, and the civil day. */
interface Now {
  version: string;
  day: string;
}

interface Held {
  version: string;
  names: Named[];
  /** Those that bear their names on the day that was last asked for. */
  day: string;
  today: ReadonlyMap<string, OrganisationRow>;
}

const REGISTER = 'organisations';
const VERSION = `(SELECT version::text FROM register_versions WHERE register = '${REGISTER}')`;

/**
 * All organisations with the names of today, held in memory: some hundreds that hardly change, and beside nearly
 * everything that is shown. It answers only for a version of the register that the database has named since it was
 * asked, so that a name that was changed through another process is never shown again.
 */
@Injectable()
export class OrganisationRegister {
  private held: Held | undefined;
  private readonly rounds = new Rounds(async () => new Map([[REGISTER, await this.look()]]));

  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** As it is now, by id. */
  async today(): Promise<ReadonlyMap<string, OrganisationRow>> {
    return (await this.rounds.of(REGISTER)) ?? new Map<string, OrganisationRow>();
  }

  /** As it was when a request came in; nothing where another version is held. */
  seen({ day, versions }: RegistersSeen): ReadonlyMap<string, OrganisationRow> | undefined {
    return this.held?.version === versions[REGISTER] ? this.on(day) : undefined;
  }

  private async look(): Promise<ReadonlyMap<string, OrganisationRow>> {
    const now = this.held ? await this.ask() : await this.read();
    if (this.held?.version !== now.version) await this.read();
    return this.on(now.day);
  }

  /** What is held, with the names of a day. */
  private on(day: string): ReadonlyMap<string, OrganisationRow> {
    const { held } = this;
    if (!held) return new Map();
    if (held.day !== day) {
      const borne = held.names.filter(({ from, to }) => from <= day && day < to);
      held.today = new Map(borne.map(({ from: _from, to: _to, ...row }) => [row.id, row]));
      held.day = day;
    }
    return held.today;
  }

  private async ask(): Promise<Now> {
    const [now] = await this.db.query<Now[]>(`SELECT ${VERSION} AS version, ${this.civilDay()} AS day`, [], {
      prepared: true,
    });
    return now as Now;
  }

  /** The version is read with the names, in one statement: what changes in between is seen at the next look. */
  private async read(): Promise<Now> {
    const rows = await this.db.query<(Named & Now)[]>(
      `SELECT o.id, o.code, o.kind, o.parent_id AS "parentId", o.place_code AS "placeCode", n.name_km AS "nameKm",
              n.name_en AS "nameEn", n.abbreviation, ${VERSION} AS version, ${this.civilDay()} AS day,
              coalesce(nullif(n.valid_from, '-infinity')::text, '0000-00-00') AS "from",
              coalesce(nullif(n.valid_to, 'infinity')::text, '9999-99-99') AS "to"
         FROM organisations o JOIN organisation_names n ON n.organisation_id = o.id`,
    );
    const names = rows.map(({ version: _version, day: _day, ...named }) => named);
    const { version = '', day = '' } = rows[0] ?? {};
    this.held = { version, names, day: '', today: new Map() };
    return { version, day };
  }

  /** SQL: the civil day that it is in Phnom Penh. */
  private civilDay(): string {
    return `(${this.clock.sql()} AT TIME ZONE '${PHNOM_PENH}')::date::text`;
  }
}
