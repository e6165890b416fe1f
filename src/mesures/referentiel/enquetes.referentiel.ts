import {
  aVerifier,
  type Citation,
  type CitationLue,
  type Dated,
  lu,
  nExistePas,
  type Regle,
} from '../../platform/law.ts'
import type { Auteur, Definition } from '../definition.rules.ts'
import type { CauseDeFin, Machine, Transition } from '../machine.rules.ts'
import { relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const lue = (
  article: string,
  version: string,
  mots: string,
  plus: { precision?: string; par?: string } = {},
): CitationLue =>
  lu(cpp, article, { ...plus, lecture: relecture(`cpp/${article}/${version}`, mots) })
const depuis2004 = '2004-10-01, mêmes mots jusqu’en 2021'
const objet = lue(
  '41',
  depuis2004,
  'de vérifier la situation matérielle, familiale et sociale d’une personne faisant l’objet d’une enquête',
  {
    precision: 'al. 6 à 8 selon les versions',
  },
)
const requisition = lue('41', depuis2004, 'Le procureur de la République peut également requérir')
/** Article 41 was read in all its versions since 2004: it says nothing of that. */
const muet = (quoi: string): Citation =>
  aVerifier(cpp, '41', {
    raison: `article lu dans toutes ses versions depuis 2004 : il ne dit pas ${quoi}`,
    verifieLe: '2026-11-29',
  })
const mission = lue(
  'D574',
  '2006-03-31, mêmes mots de 1999 à 2022',
  'il peut être chargé de l’exécution des enquêtes et des mesures préalables au jugement',
  {
    precision: 'al. 1',
    par: 'décret 99-276',
  },
)
const mission2022 = lu('code pénitentiaire', 'D113-41', {
  precision: 'al. 1',
  par: 'décret 2022-479',
  lecture: relecture(
    'cpen/D113-41/2022-05-01',
    'il peut être chargé de l’exécution des enquêtes et des mesures préalables au jugement',
  ),
})
const regle = (id: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `enquete_sociale_rapide.${id}`,
  catalogue: 'B16',
  libelle,
  selon: 'execution',
  droit,
})
const fin = ({
  acte,
  libelle,
  vers,
  auteurs,
  cause,
  source,
}: {
  acte: string
  libelle: string
  vers: string
  auteurs: readonly Auteur[]
  cause: CauseDeFin
  source: Transition['source']
}): Transition => ({
  acte,
  libelle,
  de: ['demandee', 'en_cours'],
  vers,
  auteurs,
  effet: 'fin',
  cause,
  source,
})
const machine: Machine = {
  initial: 'demandee',
  etats: {
    demandee: { libelle: 'Demandée' },
    en_cours: { libelle: 'En cours' },
    transmise: { libelle: 'Rapport transmis', fin: true },
    sans_objet: { libelle: 'Sans objet', fin: true },
  },
  transitions: [
    {
      acte: 'prise_en_charge',
      libelle: 'Prise en charge par le SPIP',
      de: ['demandee'],
      vers: 'en_cours',
      auteurs: ['spip'],
      source: mission,
    },
    fin({
      acte: 'transmission',
      libelle: 'Rapport transmis au magistrat',
      vers: 'transmise',
      auteurs: ['spip'],
      cause: 'execution',
      source: mission,
    }),
    fin({
      acte: 'carence',
      libelle: 'Vérification impossible, magistrat informé',
      vers: 'sans_objet',
      auteurs: ['spip'],
      cause: 'autre',
      source: muet('ce qui suit une vérification impossible'),
    }),
    fin({
      acte: 'retrait',
      libelle: 'Demande retirée',
      vers: 'sans_objet',
      auteurs: ['parquet'],
      cause: 'retrait',
      source: muet('que la demande peut être retirée'),
    }),
    fin({
      acte: 'deces',
      libelle: 'Décès',
      vers: 'sans_objet',
      auteurs: ['loi'],
      cause: 'deces',
      source: lue('6', '1999-06-24', 's’éteint par la mort du prévenu', { precision: 'al. 1' }),
    }),
  ],
}

/**
 * No law counts the days of this inquiry: the request fixes when the magistrate must have the
 * report, and that day is the term.
 */
export const enqueteSocialeRapide: Definition = {
  famille: 'presentenciel',
  catalogue: 'B16',
  noms: {
    id: 'enquete_sociale_rapide.nom',
    catalogue: 'B16',
    libelle: 'Nom usuel de la vérification',
    selon: 'jugement',
    droit: [
      {
        from: '2004-10-01',
        value: 'Enquête sociale rapide',
        source: muet('le nom de cette enquête, qui est celui de l’usage'),
      },
    ],
  },
  mots: ['ESR', 'enquête sociale', 'enquête rapide', 'vérification de situation'],
  decide: [{ from: '2004-10-01', value: ['parquet'], source: requisition }],
  duree: {
    id: 'enquete_sociale_rapide.duree',
    catalogue: 'B16',
    libelle: 'Durée : la loi n’en fixe pas',
    selon: 'execution',
    droit: [{ from: '2004-10-01', value: { unite: 'jours', min: null, max: null }, source: objet }],
  },
  obligations: [{ from: '2004-10-01', value: nExistePas, source: objet }],
  machine: [{ from: '2004-10-01', value: machine, source: mission }],
  devoirs: [
    {
      cle: 'rapport',
      libelle: 'Rapport au magistrat, au jour que fixe la demande',
      enMain: 'spip',
      depuis: 'terme',
      delai: {
        id: 'enquete_sociale_rapide.rapport',
        catalogue: 'B16',
        libelle: 'Rapport : au jour que fixe la demande, sans délai légal',
        selon: 'execution',
        droit: [
          {
            from: '2004-10-01',
            value: { jours: 0 },
            source: lue(
              '41',
              depuis2004,
              'et de l’informer sur les mesures propres à favoriser l’insertion sociale de l’intéressé',
            ),
          },
        ],
      },
      satisfaitPar: 'rapport:enquete',
    },
  ],
  regles: [
    regle('objet', 'Objet', [
      {
        from: '2004-10-01',
        value:
          'Vérifier la situation matérielle, familiale et sociale ; informer sur les mesures propres à favoriser l’insertion.',
        source: objet,
      },
      {
        from: '2020-03-24',
        value:
          'Vérifier la situation matérielle, familiale et sociale, et la faisabilité de certaines peines ou aménagements ; informer sur les mesures propres à favoriser l’insertion.',
        source: lue(
          '41',
          '2020-03-24',
          'de vérifier la faisabilité matérielle de certaines peines ou aménagements de peine',
          {
            par: 'loi 2019-222',
          },
        ),
      },
    ]),
    regle('qui_enquete', 'À qui le parquet peut la confier', [
      {
        from: '2004-10-01',
        value:
          'Au SPIP, au service compétent de l’éducation surveillée (protection judiciaire de la jeunesse) ou à une personne habilitée.',
        source: lue(
          '41',
          '2004-10-01',
          'le service pénitentiaire d’insertion et de probation, le service compétent de l’éducation surveillée ou toute personne',
        ),
      },
      {
        from: '2012-03-29',
        value: 'À une personne habilitée ou, en cas d’impossibilité matérielle, au SPIP.',
        source: lue(
          '41',
          '2012-03-29',
          'une personne habilitée […] ou, en cas d’impossibilité matérielle, le service pénitentiaire',
          {
            par: 'loi 2012-409',
          },
        ),
      },
      {
        from: '2020-03-24',
        value:
          'À une personne habilitée, au SPIP ou au service de la protection judiciaire de la jeunesse.',
        source: lue(
          '41',
          '2020-03-24',
          'le service pénitentiaire d’insertion et de probation ou le service de la protection judiciaire de la jeunesse',
          {
            par: 'loi 2019-222',
          },
        ),
      },
    ]),
    regle('jeunes_majeurs', 'Quand elle est obligatoire', [
      {
        from: '2004-10-01',
        value:
          'Avant toute réquisition de détention provisoire d’un majeur de moins de 21 ans qui encourt cinq ans au plus ; avant une comparution immédiate ou une comparution sur reconnaissance préalable de culpabilité.',
        source: lue(
          '41',
          '2004-10-01, mêmes mots jusqu’au 23 mars 2020',
          'un majeur âgé de moins de vingt et un ans […] n’excède pas cinq ans […] comparution immédiate',
        ),
      },
      {
        from: '2020-03-24',
        value:
          'Avant toute réquisition de détention provisoire si la peine encourue ne dépasse pas cinq ans ; avant une comparution immédiate ou une comparution sur reconnaissance préalable de culpabilité.',
        source: lue(
          '41',
          '2020-03-24',
          'avant toute réquisition de placement en détention provisoire lorsque la peine encourue n’excède pas cinq ans',
          {
            par: 'loi 2019-222',
          },
        ),
      },
      {
        from: '2021-12-24',
        value:
          'Avant toute réquisition de détention provisoire si la peine encourue ne dépasse pas cinq ans ; avant une comparution immédiate, un déferrement ou une comparution sur reconnaissance préalable de culpabilité.',
        source: lue(
          '41',
          '2021-12-24',
          'n’excède pas cinq ans d’emprisonnement […] ou lorsque la personne est déférée devant le procureur',
          {
            par: 'loi 2021-1729',
          },
        ),
      },
    ]),
    regle('mission_spip', 'Mission du SPIP', [
      {
        from: '1999-04-14',
        value:
          'Sur saisine des autorités judiciaires, le SPIP peut être chargé des enquêtes et des mesures préalables au jugement.',
        source: mission,
      },
      {
        from: '2022-05-01',
        value:
          'Sur saisine des autorités judiciaires, le SPIP peut être chargé des enquêtes et des mesures préalables au jugement.',
        source: mission2022,
      },
    ]),
    regle('personnalite', 'Enquête du juge d’instruction', [
      {
        from: '1993-09-02',
        value:
          'Enquête sur la personnalité et sur la situation matérielle, familiale et sociale ; facultative en matière de délit.',
        source: lue(
          '81',
          '2012-03-29, mêmes mots de 1993 à 2020',
          'à une enquête sur la personnalité […] Toutefois, en matière de délit, cette enquête est facultative',
          {
            precision: 'al. 6',
          },
        ),
      },
    ]),
    regle('faisabilite_arse', 'Vérification pour une assignation à résidence', [
      {
        from: '2011-12-15',
        value: 'Le juge fait vérifier la faisabilité technique.',
        source: lue(
          '142-6',
          '2011-12-15',
          'après avoir fait vérifier la faisabilité technique de la mesure',
        ),
      },
      {
        from: '2019-06-01',
        value: 'Le SPIP la vérifie ; il peut être saisi à tout moment de l’instruction.',
        source: lue(
          '142-6',
          '2019-06-01',
          'qui peut être saisi à cette fin à tout moment de l’instruction',
          { par: 'loi 2019-222' },
        ),
      },
    ]),
    regle('ajournement_investigations', 'Ajournement aux fins d’investigations', [
      {
        from: '1998-05-12',
        value: nExistePas,
        source: lu(cp, '132-70-1', {
          par: 'loi 2014-896, art. 5',
          lecture: relecture(
            'cp/132-70-1/2014-10-01, première version depuis 1998',
            'lesquelles peuvent être confiées au service pénitentiaire',
          ),
        }),
      },
      {
        from: '2014-10-01',
        value:
          'La juridiction peut confier les investigations au SPIP ; elle statue dans les quatre mois, prolongeables de quatre mois.',
        source: lu(cp, '132-70-1', {
          precision: 'al. 1 et 3',
          par: 'loi 2014-896, art. 5',
          lecture: relecture(
            'cp/132-70-1/2014-10-01, mêmes délais en 2020 et 2024',
            'dans un délai de quatre mois […] prolongé pour une nouvelle durée maximale de quatre mois',
          ),
        }),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'Un magistrat veut mieux connaître votre situation.',
      'Il demande au SPIP de vous rencontrer.',
      'Ce n’est pas une peine.',
    ],
    vousDevez: [
      'Vous venez à l’entretien, ou vous dites non.',
      'Vous pouvez montrer vos papiers : travail, logement, famille, santé.',
      'Vous ne parlez pas des faits avec le SPIP.',
    ],
    siAbsence: ['Le SPIP le dit au magistrat.', 'Le magistrat décide sans ces informations.'],
    leSpip: [
      'Il vérifie ce que vous dites, avec votre aide.',
      'Il écrit un rapport au magistrat.',
      'Il propose des aides pour vous.',
    ],
    vosDroits: [
      'La loi vous présume innocent.',
      'Vous pouvez refuser de répondre.',
      'Votre avocat peut lire le rapport.',
    ],
  },
}
