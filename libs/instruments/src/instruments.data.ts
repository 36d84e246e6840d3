import type { InstrumentKind } from './instrument.model.js';

/** A text of the state with the dates that sources give; each date of its own, because they lie far apart. */
export interface InstrumentFact {
  code: string;
  kind: InstrumentKind;
  nameEn: string;
  nameKm?: string;
  aliases?: string[];
  parent?: string;
  period?: [from: string, to: string];
  edition?: {
    label: string;
    status: 'draft' | 'adopted' | 'inForce';
    adoptedOn?: string;
    launchedOn?: string;
    source: string;
  };
}

const NSDP_KM = 'ផែនការយុទ្ធសាស្ត្រអភិវឌ្ឍន៍ជាតិ';
const year = (of: number): InstrumentFact => ({
  code: `BUDGET-${of}`,
  kind: 'budgetLaw',
  nameEn: `Law on Financial Management ${of} (national budget law)`,
  nameKm: `ច្បាប់ថវិកាជាតិ ${of}`,
  aliases: [`Budget law ${of}`, `National budget law ${of}`, `Finance law ${of}`],
  period: [`${of}-01-01`, `${of}-12-31`],
});

export const instruments: readonly InstrumentFact[] = [
  {
    code: 'NP-I',
    kind: 'programme',
    nameEn: 'National Programme for Sub-National Democratic Development, phase 1',
    aliases: ['NP-1', 'NP-SNDD phase 1'],
    period: ['2010-01-01', '2020-12-31'],
  },
  {
    code: 'NP-II',
    kind: 'programme',
    nameEn: 'National Programme for Sub-National Democratic Development, phase 2',
    nameKm: 'កម្មវិធីជាតិសម្រាប់ការអភិវឌ្ឍតាមបែបប្រជាធិបតេយ្យនៅថ្នាក់ក្រោមជាតិ ដំណាក់កាលទី២ (២០២១-២០៣០)',
    aliases: ['NP-2', 'NP2', 'NP-SNDD phase 2', 'NP-SNDD-2'],
    period: ['2021-01-01', '2030-12-31'],
    edition: {
      label: '2021-2030',
      status: 'inForce',
      launchedOn: '2022-03-21',
      source: 'launch reported by the press unit of the Council of Ministers',
    },
  },
  ...(
    [
      ['IP3-I', 'I', '2011-01-01', '2014-12-31'],
      ['IP3-II', 'II', '2015-01-01', '2017-12-31'],
      ['IP3-III', 'III', '2018-01-01', '2020-12-31'],
    ] as const
  ).map(([code, phase, from, to]): InstrumentFact => ({
    code,
    kind: 'plan',
    nameEn: `Three-year implementation plan of NP-I, phase ${phase}`,
    nameKm: 'ផែនការអនុវត្ត៣ឆ្នាំ (ផអ៣)',
    aliases: [`IP3 phase ${phase}`],
    parent: 'NP-I',
    period: [from, to],
  })),
  {
    code: 'IP5-1',
    kind: 'plan',
    nameEn: 'Five-year implementation plan of NP-II, phase 1',
    aliases: ['IP5', 'IP5 phase 1'],
    parent: 'NP-II',
    period: ['2021-01-01', '2025-12-31'],
    edition: {
      label: '2021-2025',
      status: 'adopted',
      adoptedOn: '2023-05-02',
      source: 'adopted at the 21st meeting of NCDD',
    },
  },
  {
    code: 'NSDP-2014',
    kind: 'plan',
    nameEn: 'National Strategic Development Plan 2014-2018',
    nameKm: `${NSDP_KM} ២០១៤-២០១៨`,
    aliases: ['NSDP 2014-2018'],
    period: ['2014-01-01', '2018-12-31'],
  },
  {
    code: 'NSDP-2019',
    kind: 'plan',
    nameEn: 'National Strategic Development Plan 2019-2023',
    nameKm: `${NSDP_KM} ២០១៩-២០២៣`,
    aliases: ['NSDP 2019-2023'],
    period: ['2019-01-01', '2023-12-31'],
    edition: {
      label: '2019-2023',
      status: 'adopted',
      launchedOn: '2019-11-07',
      source: 'launch reported on 7 November 2019',
    },
  },
  {
    code: 'NSDP-2024',
    kind: 'plan',
    nameEn: 'National Strategic Development Plan 2024-2028',
    nameKm: `${NSDP_KM} ២០២៤-២០២៨`,
    aliases: ['NSDP 2024-2028'],
    period: ['2024-01-01', '2028-12-31'],
    edition: {
      label: '2024-2028',
      status: 'adopted',
      launchedOn: '2025-10-10',
      source: 'launch reported on 10 October 2025',
    },
  },
  {
    code: 'CSDG',
    kind: 'framework',
    nameEn: 'Cambodian Sustainable Development Goals framework 2016-2030',
    aliases: ['CSDGs', 'CSDG framework'],
    period: ['2016-01-01', '2030-12-31'],
  },
  {
    code: 'PS-I',
    kind: 'strategy',
    nameEn: 'Pentagonal Strategy, phase I',
    period: ['2023-08-24', '2028-12-31'],
    edition: {
      label: 'Phase I',
      status: 'inForce',
      launchedOn: '2023-08-24',
      source: 'launch reported on 24 August 2023',
    },
  },
  ...[2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027].map(year),
  { code: 'PFS-2008', kind: 'law', nameEn: 'Law on Public Finance System 2008' },
  {
    code: 'PFS-2023',
    kind: 'law',
    nameEn: 'Law on Public Finance System 2023',
    aliases: ['Public Finance System Law'],
  },
  {
    code: 'LANGO',
    kind: 'law',
    nameEn: 'Law on Associations and Non-Governmental Organisations 2015',
    aliases: ['LANGO 2015'],
  },
  {
    code: 'OL-2008',
    kind: 'law',
    nameEn: 'Law on Administrative Management of the Capital, Provinces, Municipalities, Districts and Khans 2008',
    aliases: ['Organic Law 2008', 'Organic Law'],
  },
  { code: 'CS-2001', kind: 'law', nameEn: 'Law on Administrative Management of Communes and Sangkats 2001' },
  {
    code: 'SNA-FIN-2011',
    kind: 'law',
    nameEn: 'Law on the Financial Regime and Property Management of Sub-National Administrations 2011',
  },
  {
    code: 'BSRS',
    kind: 'strategy',
    nameEn: 'Budget System Reform Strategy 2018-2025',
    period: ['2018-01-01', '2025-12-31'],
  },
  {
    code: 'SD-51',
    kind: 'subDecree',
    nameEn: 'Sub-Decree 51 on the Commune/Sangkat Fund 2019-2023',
    aliases: ['Sub-Decree 51'],
    period: ['2019-01-01', '2023-12-31'],
  },
  { code: 'SD-182', kind: 'subDecree', nameEn: 'Sub-Decree 182 of December 2019', aliases: ['Sub-Decree 182'] },
  { code: 'SD-184', kind: 'subDecree', nameEn: 'Sub-Decree 184 of December 2019', aliases: ['Sub-Decree 184'] },
  { code: 'SD-193', kind: 'subDecree', nameEn: 'Sub-Decree 193 of December 2019', aliases: ['Sub-Decree 193'] },
  {
    code: 'MOI-040',
    kind: 'instruction',
    nameEn: 'Instruction 040 of the Ministry of Interior, 31 October 2018',
    aliases: ['Instruction 040'],
  },
];
