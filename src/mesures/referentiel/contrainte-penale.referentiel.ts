import { aVerifier, type Citation, type Dated, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Definition, Delai, Transition } from '../definition.rules.ts'
import { finsDeLaLoi, rapportDeFin } from './amenagements-communs.referentiel.ts'
import { premiereLecture } from './lectures.referentiel.ts'
import { surPlace } from './probation-vie.referentiel.ts'
import { rapportsDuSpip } from './procedures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const loi2014 = 'loi 2014-896, art. 19'
const depot = 'dépôt public des codes, textes de 2014 et de 2017'
const avant = lu(cp, '131-4-1', { par: loi2014, lecture: premiereLecture('peine créée le 1er octobre 2014') })
const abrogee = lu(cp, '131-4-1', {
  par: 'loi 2019-222',
  lecture: premiereLecture('remplacée par la détention à domicile le 24 mars 2020 (tricoteuses, CP 131-3)'),
})
const peine = lu(cp, '131-4-1', { par: loi2014, lecture: premiereLecture(depot) })
const manquement = lu(cpp, '713-47', { precision: 'al. 1', par: 'loi 2014-896', lecture: premiereLecture('dépôt public des codes') })
const execution = lu(cpp, '713-47', { precision: 'al. 2', par: 'loi 2014-896', lecture: premiereLecture('dépôt public des codes') })
const incarceration = aVerifier(cpp, '713-42', {
  raison: 'suspension dite par la fiche F32312 de service-public ; article à trouver',
  verifieLe: '2026-11-27',
})
const parLeJap = aVerifier(cpp, '713-43', {
  par: 'loi 2014-896',
  raison: 'article non lu ; rôle du JAP dit par 131-4-1',
  verifieLe: '2026-11-27',
})

const jusquEn2020 = <T>(value: T, source: Citation): Dated<T> => [
  { from: '1994-03-01', value: nExistePas, source: avant },
  { from: '2014-10-01', value, source },
  { from: '2020-03-24', value: nExistePas, source: abrogee },
]
const regle = (id: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `contrainte_penale.${id}`,
  catalogue: 'B1',
  libelle,
  selon: 'jugement',
  droit,
})
// « jugement » everywhere: a contrainte pénale of before the repeal goes on under its own rules.
const delai = (id: string, libelle: string, value: Delai, article: string, lecture: string): Regle<Delai> => ({
  id: `contrainte_penale.${id}`,
  catalogue: 'B1',
  libelle,
  selon: 'jugement',
  droit: jusquEn2020<Delai>(value, aVerifier(cpp, article, { par: 'loi 2014-896', raison: lecture, verifieLe: '2026-11-27' })),
})

const courants = ['en_evaluation', 'en_cours']
const vivants = [...courants, 'suspendue']
const transitions: Transition[] = [
  {
    acte: 'proposition_contenu',
    libelle: 'Rapport et proposition du SPIP',
    de: ['en_evaluation'],
    vers: 'en_evaluation',
    auteurs: ['spip'],
    source: aVerifier(cpp, '713-42', { par: 'loi 2014-896', raison: 'article non lu', verifieLe: '2026-11-27' }),
  },
  {
    acte: 'fixation_contenu',
    libelle: 'Obligations et aides fixées par le JAP',
    de: courants,
    vers: 'en_cours',
    auteurs: ['jap'],
    effet: 'contenu',
    source: parLeJap,
  },
  ...surPlace(courants, {
    acte: 'modification_obligations',
    libelle: 'Obligations modifiées ou complétées',
    auteurs: ['jap'],
    effet: 'contenu',
    source: manquement,
  }),
  ...surPlace(courants, { acte: 'rappel', libelle: 'Rappel des mesures et obligations', auteurs: ['jap'], source: manquement }),
  {
    acte: 'reexamen',
    libelle: 'Réévaluation de la situation',
    de: ['en_cours'],
    vers: 'en_cours',
    auteurs: ['spip', 'jap'],
    source: aVerifier(cpp, '713-44', { par: 'loi 2014-896', raison: 'article non lu', verifieLe: '2026-11-27' }),
  },
  ...surPlace(vivants, {
    acte: 'mise_a_execution_partielle',
    libelle: 'Emprisonnement mis à exécution en partie',
    auteurs: ['tribunal'],
    source: execution,
  }),
  {
    acte: 'revocation_totale',
    libelle: 'Emprisonnement mis à exécution en totalité',
    de: vivants,
    vers: 'revoquee',
    auteurs: ['tribunal'],
    effet: 'fin',
    cause: 'inexecution',
    source: execution,
  },
  {
    acte: 'suspension',
    libelle: 'Suspension par l’incarcération',
    de: courants,
    vers: 'suspendue',
    auteurs: ['loi'],
    effet: 'suspend',
    source: incarceration,
  },
  {
    acte: 'reprise',
    libelle: 'Reprise à la libération',
    de: ['suspendue'],
    vers: 'en_cours',
    auteurs: ['loi'],
    effet: 'reprend',
    source: incarceration,
  },
  {
    acte: 'fin_anticipee',
    libelle: 'Fin anticipée, sur réquisitions conformes du parquet',
    de: courants,
    vers: 'terminee',
    auteurs: ['jap', 'tribunal'],
    effet: 'fin',
    cause: 'anticipee',
    source: lu(cpp, '713-45', { par: 'loi 2014-896', lecture: premiereLecture('french-business-law, en anglais') }),
  },
  {
    acte: 'fin_au_terme',
    libelle: 'Terme de la peine',
    de: courants,
    vers: 'terminee',
    auteurs: ['loi'],
    effet: 'fin',
    cause: 'terme',
    source: lu(cp, '131-4-1', { precision: 'al. 2', par: loi2014, lecture: premiereLecture(depot) }),
  },
  {
    acte: 'infirmation',
    libelle: 'Condamnation infirmée ou annulée sur recours',
    de: vivants,
    vers: 'eteinte',
    auteurs: ['tribunal'],
    effet: 'fin',
    cause: 'autre',
    source: aVerifier(cp, '131-4-1', { raison: 'effet d’un recours sur l’exécution immédiate : à vérifier', verifieLe: '2026-11-27' }),
  },
  ...rapportDeFin(vivants),
  ...finsDeLaLoi(vivants, 'eteinte'),
]

export const contraintePenale: Definition = {
  famille: 'peine',
  catalogue: 'B1',
  noms: regle('nom', 'Nom de la mesure', jusquEn2020('Contrainte pénale', peine)),
  mots: ['contrainte pénale', 'CPEN'],
  decide: [{ from: '2014-01-01', value: ['tribunal'], source: peine }],
  duree: {
    id: 'contrainte_penale.duree',
    catalogue: 'B1',
    libelle: 'Durée fixée par la juridiction',
    selon: 'faits',
    plusDoux: 'moins',
    droit: jusquEn2020(
      { unite: 'mois', min: 6, max: 60 },
      lu(cp, '131-4-1', { precision: 'al. 2', par: loi2014, lecture: premiereLecture(depot) }),
    ),
  },
  obligations: jusquEn2020(
    {
      controle: true,
      particulieres: 'cp-132-45',
      fixeesPar: ['tribunal', 'jap'],
      note: 'Aussi : travail d’intérêt général et injonction de soins.',
    },
    lu(cp, '131-4-1', { precision: 'al. 3 à 8', par: loi2014, lecture: premiereLecture(depot) }),
  ),
  machine: [
    {
      from: '2014-01-01',
      value: {
        initial: 'en_evaluation',
        etats: {
          en_evaluation: { libelle: 'En cours, évaluation par le SPIP' },
          en_cours: { libelle: 'En cours' },
          suspendue: { libelle: 'Suspendue par l’incarcération' },
          terminee: { libelle: 'Terminée', fin: true },
          revoquee: { libelle: 'Emprisonnement mis à exécution', fin: true },
          eteinte: { libelle: 'Éteinte', fin: true },
        },
        transitions,
      },
      source: peine,
    },
  ],
  devoirs: [
    {
      cle: 'rapport_evaluation',
      libelle: 'Rapport d’évaluation et proposition au JAP',
      enMain: 'spip',
      depuis: 'decision',
      delai: delai(
        'rapport_evaluation',
        'Rapport du SPIP après le jugement',
        { mois: 3 },
        'D49-82',
        'délai repris du sursis renforcé ; texte non lu',
      ),
      satisfaitPar: 'rapport:evaluation',
    },
    {
      cle: 'decision_du_jap',
      libelle: 'Décision du JAP sur le contenu',
      enMain: 'jap',
      depuis: 'decision',
      delai: delai('decision_du_jap', 'Décision du JAP après le jugement', { mois: 4 }, '713-43', 'texte non lu'),
      satisfaitPar: 'acte:fixation_contenu',
    },
    {
      cle: 'reevaluation',
      libelle: 'Réévaluation au moins une fois par an',
      enMain: 'spip',
      depuis: 'acte:fixation_contenu',
      delai: delai('reevaluation', 'Première réévaluation', { mois: 12 }, '713-44', 'texte non lu'),
      satisfaitPar: 'acte:reexamen',
      tousLes: delai('reevaluation_suivante', 'Réévaluation suivante', { mois: 12 }, '713-44', 'texte non lu'),
    },
    ...rapportsDuSpip('contrainte_penale', 'B1').filter(d => d.cle === 'rapport_de_fin'),
  ],
  regles: [
    regle('delits', 'Infractions concernées', [
      { from: '1994-03-01', value: nExistePas, source: avant },
      {
        from: '2014-10-01',
        value: 'Délits punis de cinq ans d’emprisonnement au plus.',
        source: lu(cp, '131-4-1', { precision: 'al. 1', lecture: premiereLecture(depot) }),
      },
      {
        from: '2017-01-01',
        value: 'Tous les délits punis d’emprisonnement.',
        source: lu(cp, '131-4-1', { precision: 'al. 1', lecture: premiereLecture(depot) }),
      },
      { from: '2020-03-24', value: nExistePas, source: abrogee },
    ]),
    regle(
      'emprisonnement_fixe',
      'Emprisonnement en cas d’inobservation',
      jusquEn2020(
        'La juridiction fixe une durée de deux ans au plus, dans la limite de l’emprisonnement encouru.',
        lu(cp, '131-4-1', {
          precision: 'al. 10',
          par: loi2014,
          lecture: premiereLecture('service-public, fiche F32312 ; renvoi de 713-47'),
        }),
      ),
    ),
    regle(
      'inobservation',
      'Réponse à l’inobservation',
      jusquEn2020(
        'Le JAP rappelle, modifie ou complète d’abord ; si cela ne suffit pas, le président du tribunal, saisi par lui, fixe ' +
          'la part d’emprisonnement.',
        manquement,
      ),
    ),
    regle(
      'execution_immediate',
      'Début',
      jusquEn2020(
        'Les mesures de contrôle s’appliquent dès le prononcé.',
        lu(cp, '131-4-1', { precision: 'al. 3', par: loi2014, lecture: premiereLecture(depot) }),
      ),
    ),
    regle(
      'fin_anticipee',
      'Fin anticipée',
      jusquEn2020(
        'Après un an au moins de respect des obligations, si le reclassement paraît acquis et qu’aucun suivi ne paraît plus nécessaire.',
        lu(cpp, '713-45', { par: 'loi 2014-896', lecture: premiereLecture('french-business-law, en anglais') }),
      ),
    ),
    regle('peines_en_cours', 'Peines prononcées avant le 24 mars 2020', [
      { from: '1994-03-01', value: nExistePas, source: avant },
      {
        from: '2020-03-24',
        value: 'Elles continuent selon leurs règles.',
        source: aVerifier('loi 2019-222', '109', {
          raison: 'disposition transitoire non lue ; 713-45 et 713-47 sont restés au code',
          verifieLe: '2026-11-27',
        }),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'Cette peine n’est plus prononcée depuis le 24 mars 2020.',
      'Si vous l’avez eue avant, elle continue jusqu’à sa fin.',
      'Vous êtes suivi par le SPIP, sans aller en prison.',
    ],
    vousDevez: [
      'Venir aux convocations du SPIP et du juge.',
      'Prévenir quand vous changez d’adresse ou de travail.',
      'Respecter les obligations fixées par le tribunal ou le juge.',
    ],
    leSpip: [
      'Il fait le point avec vous sur votre situation.',
      'Il propose au juge un contenu adapté.',
      'Il vous aide dans vos démarches.',
    ],
    vosDroits: [
      'Le juge peut changer vos obligations quand votre situation change.',
      'Après un an, le juge peut arrêter la peine plus tôt.',
      'Vous pouvez avoir un avocat et faire appel.',
    ],
  },
}
