import { aVerifier, type Dated, inconnu, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Auteur, CauseDeFin, Definition, Transition } from '../definition.rules.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const depot = 'dépôt public des codes'
// Article 41 was read in a version of about 2000, and its list of versions up to 2024: the paragraph that bears the rule has moved since.
const article41 = aVerifier(cpp, '41', {
  legifrance: 'LEGIARTI000006574941',
  raison: 'phrase lue dans une version ancienne (dépôt public) ; versions lues (chronologie doctrine) ; alinéa en vigueur à lire',
  verifieLe: '2026-11-27',
})
const mission = lu(cpp, 'D574', { precision: 'al. 1', par: 'décret 99-276', lecture: premiereLecture(depot) })
const investigations = (precision: string) =>
  aVerifier(cp, '132-70-1', {
    precision,
    par: 'loi 2014-896, art. 5',
    raison: 'texte lu (legifrance, JORFARTI000029362763) ; jour d’effet à lire',
    verifieLe: '2026-11-27',
  })
const regle = (id: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `enquete_sociale_rapide.${id}`,
  catalogue: 'B16',
  libelle,
  selon: 'execution',
  droit,
})
const fin = (
  acte: string,
  libelle: string,
  vers: string,
  auteurs: readonly Auteur[],
  cause: CauseDeFin,
  source: Transition['source'],
): Transition => ({ acte, libelle, de: ['demandee', 'en_cours'], vers, auteurs, effet: 'fin', cause, source })

/** No law counts the days of this inquiry: the request fixes when the magistrate must have the report, and that day is the term. */
export const enqueteSocialeRapide: Definition = {
  famille: 'presentenciel',
  catalogue: 'B16',
  noms: {
    id: 'enquete_sociale_rapide.nom',
    catalogue: 'B16',
    libelle: 'Nom usuel de la vérification',
    selon: 'jugement',
    droit: [{ from: '2004-10-01', value: 'Enquête sociale rapide', source: article41 }],
  },
  mots: ['ESR', 'enquête sociale', 'enquête rapide', 'vérification de situation'],
  decide: [{ from: '2004-10-01', value: ['parquet'], source: article41 }],
  duree: {
    id: 'enquete_sociale_rapide.duree',
    catalogue: 'B16',
    libelle: 'Durée : la loi n’en fixe pas',
    selon: 'execution',
    droit: [{ from: '2004-10-01', value: { unite: 'jours', min: null, max: null }, source: article41 }],
  },
  obligations: [{ from: '2004-10-01', value: inconnu, source: article41 }],
  machine: [
    {
      from: '2004-10-01',
      value: {
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
          fin('transmission', 'Rapport transmis au magistrat', 'transmise', ['spip'], 'execution', mission),
          fin('carence', 'Vérification impossible, magistrat informé', 'sans_objet', ['spip'], 'autre', article41),
          fin('retrait', 'Demande retirée', 'sans_objet', ['parquet'], 'retrait', article41),
          fin(
            'deces',
            'Décès',
            'sans_objet',
            ['loi'],
            'deces',
            aVerifier(cpp, '6', { precision: 'al. 1', raison: 'article non lu', verifieLe: '2026-11-27' }),
          ),
        ],
      },
      source: article41,
    },
  ],
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
        droit: [{ from: '2004-10-01', value: { jours: 0 }, source: article41 }],
      },
      satisfaitPar: 'rapport:enquete',
    },
  ],
  regles: [
    regle('objet', 'Objet', [
      {
        from: '2004-10-01',
        value: 'Vérifier la situation matérielle, familiale et sociale ; informer sur les mesures propres à favoriser l’insertion.',
        source: article41,
      },
    ]),
    regle('qui_enquete', 'À qui le parquet peut la confier', [
      {
        from: '2004-10-01',
        value: 'Au SPIP, au service compétent de la protection judiciaire de la jeunesse ou à une personne habilitée.',
        source: article41,
      },
    ]),
    regle('jeunes_majeurs', 'Quand elle est obligatoire', [
      {
        from: '2004-10-01',
        value: 'Avant toute réquisition de détention provisoire d’un majeur de moins de 21 ans qui encourt cinq ans au plus.',
        source: article41,
      },
    ]),
    regle('mission_spip', 'Mission du SPIP', [
      {
        from: '1999-04-14',
        value: 'Sur saisine des autorités judiciaires, le SPIP peut être chargé des enquêtes et des mesures préalables au jugement.',
        source: mission,
      },
    ]),
    regle('personnalite', 'Enquête du juge d’instruction', [
      {
        from: '2014-01-01',
        value: 'Enquête sur la personnalité et sur la situation matérielle, familiale et sociale ; facultative en matière de délit.',
        source: aVerifier(cpp, '81', {
          precision: 'al. 6',
          raison: 'lu sur le site d’un service d’enquête, version ancienne',
          verifieLe: '2026-11-27',
        }),
      },
    ]),
    regle('faisabilite_arse', 'Vérification pour une assignation à résidence', [
      {
        from: '2009-11-26',
        value: 'Le juge fait vérifier la faisabilité technique.',
        source: lu(cpp, '142-6', { lecture: premiereLecture('codes-et-lois') }),
      },
      {
        from: '2021-12-24',
        value: 'Le SPIP la vérifie ; il peut être saisi à tout moment de l’instruction.',
        source: aVerifier(cpp, '142-6', {
          legifrance: 'LEGIARTI000044568230',
          raison: 'texte lu (tricoteuses) ; jour d’effet à lire',
          verifieLe: '2026-11-27',
        }),
      },
    ]),
    regle('ajournement_investigations', 'Ajournement aux fins d’investigations', [
      {
        from: '2014-01-01',
        value: nExistePas,
        source: lu(cp, '132-70-1', { lecture: premiereLecture('legifrance : paragraphe rétabli par la loi 2014-896') }),
      },
      {
        from: '2014-10-01',
        value: 'La juridiction peut confier les investigations au SPIP ; elle statue dans les quatre mois, prolongeables de quatre mois.',
        source: investigations('al. 1 et 3'),
      },
    ]),
  ],
  fiche: {
    cEst: ['Un magistrat veut mieux connaître votre situation.', 'Il demande au SPIP de vous rencontrer.', 'Ce n’est pas une peine.'],
    vousDevez: [
      'Vous venez à l’entretien, ou vous dites non.',
      'Vous pouvez montrer vos papiers : travail, logement, famille, santé.',
      'Vous ne parlez pas des faits avec le SPIP.',
    ],
    siAbsence: ['Le SPIP le dit au magistrat.', 'Le magistrat décide sans ces informations.'],
    leSpip: ['Il vérifie ce que vous dites, avec votre aide.', 'Il écrit un rapport au magistrat.', 'Il propose des aides pour vous.'],
    vosDroits: ['La loi vous présume innocent.', 'Vous pouvez refuser de répondre.', 'Votre avocat peut lire le rapport.'],
  },
}
