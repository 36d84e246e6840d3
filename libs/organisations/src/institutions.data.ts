/** An institution that recommendations are addressed to. Khmer names only as they stand in Khmer sources. */
export interface InstitutionFact {
  code: string;
  nameEn: string;
  nameKm?: string;
  aliases?: string[];
  /** Names that it had before, the day from which the next one is attested, and by what. */
  formerly?: { nameEn: string; until: string; source: string }[];
}

export const institutions: readonly InstitutionFact[] = [
  {
    code: 'NCDD',
    nameEn: 'National Committee for Sub-National Democratic Development',
    nameKm: 'គណៈកម្មាធិការជាតិសម្រាប់ការអភិវឌ្ឍតាមបែបប្រជាធិបតេយ្យនៅថ្នាក់ក្រោមជាតិ',
    aliases: ['គ.ជ.អ.ប'],
  },
  {
    code: 'NCDD-S',
    nameEn: 'Secretariat of the National Committee for Sub-National Democratic Development',
    nameKm: 'លេខាធិការដ្ឋាន គ.ជ.អ.ប',
    aliases: ['NCDDS', 'NCDD Secretariat'],
  },
  { code: 'MoI', nameEn: 'Ministry of Interior', nameKm: 'ក្រសួងមហាផ្ទៃ' },
  { code: 'MoP', nameEn: 'Ministry of Planning', nameKm: 'ក្រសួងផែនការ' },
  { code: 'MEF', nameEn: 'Ministry of Economy and Finance', nameKm: 'ក្រសួងសេដ្ឋកិច្ច និងហិរញ្ញវត្ថុ', aliases: ['MoEF'] },
  { code: 'MCS', nameEn: 'Ministry of Civil Service', nameKm: 'ក្រសួងមុខងារសាធារណៈ' },
  { code: 'OCM', nameEn: 'Office of the Council of Ministers', nameKm: 'ទីស្ដីការគណៈរដ្ឋមន្ត្រី' },
  { code: 'NA', nameEn: 'National Assembly', nameKm: 'រដ្ឋសភា' },
  { code: 'SENATE', nameEn: 'Senate', nameKm: 'ព្រឹទ្ធសភា' },
  { code: 'MAFF', nameEn: 'Ministry of Agriculture, Forestry and Fisheries', nameKm: 'ក្រសួងកសិកម្ម រុក្ខាប្រមាញ់ និងនេសាទ' },
  { code: 'MoE', nameEn: 'Ministry of Environment', nameKm: 'ក្រសួងបរិស្ថាន' },
  { code: 'MRD', nameEn: 'Ministry of Rural Development', nameKm: 'ក្រសួងអភិវឌ្ឍន៍ជនបទ' },
  {
    code: 'MLMUPC',
    nameEn: 'Ministry of Land Management, Urban Planning and Construction',
    nameKm: 'ក្រសួងរៀបចំដែនដី នគរូបនីយកម្ម និងសំណង់',
  },
  { code: 'MoWRAM', nameEn: 'Ministry of Water Resources and Meteorology', nameKm: 'ក្រសួងធនធានទឹក និងឧតុនិយម' },
  { code: 'MPTC', nameEn: 'Ministry of Post and Telecommunications', nameKm: 'ក្រសួងប្រៃសណីយ៍និងទូរគមនាគមន៍' },
  { code: 'MLVT', nameEn: 'Ministry of Labour and Vocational Training', nameKm: 'ក្រសួងការងារ និងបណ្តុះបណ្តាលវិជ្ជាជីវៈ' },
  { code: 'MoC', nameEn: 'Ministry of Commerce', nameKm: 'ក្រសួងពាណិជ្ជកម្ម' },
  {
    code: 'MoInsp',
    nameEn: 'Ministry of Inspection',
    nameKm: 'ក្រសួងអធិការកិច្ច',
    formerly: [
      {
        nameEn: 'Ministry of National Assembly-Senate Relations and Inspection',
        until: '2023-08-24',
        source:
          'renamed in 2023; the new name is attested from the first cabinet meeting of the mandate, 24 August 2023',
      },
    ],
  },
  {
    code: 'MISTI',
    nameEn: 'Ministry of Industry, Science, Technology and Innovation',
    nameKm: 'ក្រសួងឧស្សាហកម្ម វិទ្យាសាស្ត្រ បច្ចេកវិទ្យា និងនវានុវត្តន៍',
  },
  { code: 'MoH', nameEn: 'Ministry of Health' },
  { code: 'MoWA', nameEn: 'Ministry of Women’s Affairs' },
  { code: 'MoSVY', nameEn: 'Ministry of Social Affairs, Veterans and Youth Rehabilitation' },
  { code: 'MoEYS', nameEn: 'Ministry of Education, Youth and Sport' },
  { code: 'ASAC', nameEn: 'Association of Sub-National Administration Councils' },
];
