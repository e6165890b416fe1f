import { aVerifier, type Citation, type Dated, type HorsFaits, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Definition, Delai } from '../definition.rules.ts'
import { premiereLecture } from './lectures.referentiel.ts'
import { reglesDeProbation } from './probation-regles.referentiel.ts'
import { etatsDeProbation, probationParProvision, vieDeLaProbation } from './probation-vie.referentiel.ts'
import { rapportsDuSpip } from './procedures.referentiel.ts'
import { dureeDeProbation } from './sursis-probatoire.referentiel.ts'
import { heuresTigObligation } from './tig-heures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const nature = 'sursis_probatoire_renforce'
const loi2019 = 'loi 2019-222, art. 80'
const decret2020 = 'décret 2020-81'
const decretLu = 'tricoteuses, décret 2020-81'
const avant = lu(cp, '132-41-1', { par: loi2019, lecture: premiereLecture('article créé le 24 mars 2020') })
const contenu = lu(cpp, '741-2', {
  precision: 'al. 1',
  par: loi2019,
  lecture: premiereLecture('french-business-law, en anglais et début du texte français'),
})
const appreciation = lu(cp, '132-41-1', { par: loi2019, lecture: premiereLecture('dépôt public des codes') })

const delai = (id: string, libelle: string, selon: HorsFaits, depuis2020: Dated<Delai>): Regle<Delai> => ({
  id: `${nature}.${id}`,
  catalogue: 'B6',
  libelle,
  selon,
  droit: [{ from: '1994-03-01', value: nExistePas, source: avant }, ...depuis2020],
})
const regle = (id: string, libelle: string, value: string, source: Citation): Regle<string> => ({
  id: `${nature}.${id}`,
  catalogue: 'B6',
  libelle,
  selon: 'execution',
  droit: [
    { from: '1994-03-01', value: nExistePas, source: avant },
    { from: '2020-03-24', value, source },
  ],
})
const convocation = lu(cpp, 'D546-2', {
  precision: 'al. 1',
  par: decret2020,
  lecture: premiereLecture('tricoteuses et french-business-law, texte français'),
})
const reevaluation = lu(cpp, '741-2', {
  precision: 'al. 3',
  par: loi2019,
  lecture: premiereLecture('french-business-law ; repris à L621-3 (kohenavocats)'),
})

export const sursisProbatoireRenforce: Definition = {
  famille: 'peine',
  catalogue: 'B6',
  noms: {
    id: `${nature}.nom`,
    catalogue: 'B6',
    libelle: 'Nom de la mesure',
    selon: 'jugement',
    droit: regle('nom', 'Nom de la mesure', 'Sursis probatoire avec suivi renforcé', appreciation).droit,
  },
  mots: ['sursis probatoire renforcé', 'suivi renforcé', 'SPR', 'SP renforcé'],
  decide: [{ from: '2014-01-01', value: ['tribunal'], source: appreciation }],
  duree: dureeDeProbation(nature, 'B6'),
  heures: { ...heuresTigObligation, id: `${nature}.heures` },
  obligations: [
    { from: '1994-03-01', value: nExistePas, source: avant },
    {
      from: '2020-03-24',
      value: {
        controle: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['tribunal', 'jap'],
        note: 'Par la juridiction si elle connaît assez la situation, sinon par le JAP après l’évaluation du SPIP.',
      },
      source: lu(cp, '132-41-1', { precision: 'al. 3 et 4', par: loi2019, lecture: premiereLecture('dépôt public des codes') }),
    },
  ],
  machine: [
    {
      from: '2014-01-01',
      value: {
        initial: 'prononcee',
        parProvision: probationParProvision('en_evaluation'),
        etats: { ...etatsDeProbation, en_evaluation: { libelle: 'Probation en cours, évaluation par le SPIP' } },
        transitions: [
          {
            acte: 'mise_a_execution',
            libelle: 'La condamnation devient exécutoire',
            de: ['prononcee'],
            vers: 'en_evaluation',
            auteurs: ['loi', 'tribunal'],
            source: lu(cp, '132-41', { precision: 'al. 2', lecture: premiereLecture('dépôt public des codes, texte de 2014') }),
          },
          {
            acte: 'proposition_contenu',
            libelle: 'Rapport et proposition du SPIP',
            de: ['en_evaluation'],
            vers: 'en_evaluation',
            auteurs: ['spip'],
            source: lu(cpp, 'D546-3', { precision: 'al. 2', par: decret2020, lecture: premiereLecture(decretLu) }),
          },
          {
            acte: 'fixation_contenu',
            libelle: 'Obligations et aides fixées par le JAP',
            // From « en_cours » too: a release from prison leads there.
            de: ['en_evaluation', 'en_cours'],
            vers: 'en_cours',
            auteurs: ['jap'],
            effet: 'contenu',
            source: contenu,
          },
          {
            acte: 'reexamen',
            libelle: 'Réévaluation de la situation',
            de: ['en_cours'],
            vers: 'en_cours',
            auteurs: ['spip', 'jap'],
            source: reevaluation,
          },
          ...vieDeLaProbation(['en_evaluation', 'en_cours']),
        ],
      },
      source: contenu,
    },
  ],
  devoirs: [
    {
      cle: 'premiere_convocation_execution_provisoire',
      libelle: 'Première convocation au SPIP (exécution provisoire)',
      enMain: 'spip',
      depuis: 'prononce',
      si: 'execution_provisoire',
      delai: delai('convocation_execution_provisoire', 'Première convocation, avec exécution provisoire', 'jugement', [
        { from: '2020-03-24', value: { jours: 8 }, source: convocation },
      ]),
      satisfaitPar: 'convocation:spip',
    },
    {
      cle: 'premiere_convocation',
      libelle: 'Première convocation au SPIP',
      enMain: 'spip',
      depuis: 'prononce',
      si: 'sans_execution_provisoire',
      delai: delai('convocation', 'Première convocation, entre dix et quinze jours', 'jugement', [
        { from: '2020-03-24', value: { jours: 15, auPlusTot: { jours: 10 } }, source: convocation },
      ]),
      satisfaitPar: 'convocation:spip',
    },
    {
      cle: 'rapport_evaluation',
      libelle: 'Rapport d’évaluation et proposition au JAP',
      enMain: 'spip',
      depuis: 'prononce',
      delai: delai('rapport_evaluation', 'Rapport du SPIP après le prononcé', 'jugement', [
        {
          from: '2020-03-24',
          value: { mois: 3 },
          source: lu(cpp, 'D546-3', {
            precision: 'al. 1',
            par: decret2020,
            lecture: premiereLecture(`${decretLu} ; même délai à D621-10 depuis 2022 (juriblio)`),
          }),
        },
      ]),
      satisfaitPar: 'rapport:evaluation',
    },
    {
      cle: 'decision_du_jap',
      libelle: 'Ordonnance du JAP qui fixe les obligations et les aides',
      enMain: 'jap',
      depuis: 'prononce',
      delai: delai('decision_du_jap', 'Décision du JAP après le jugement', 'jugement', [
        {
          from: '2020-03-24',
          value: { mois: 4 },
          source: lu(cpp, '741-2', { precision: 'al. 2', par: loi2019, lecture: premiereLecture('french-business-law') }),
        },
      ]),
      satisfaitPar: 'acte:fixation_contenu',
    },
    {
      cle: 'reevaluation',
      libelle: 'Réévaluation au moins une fois par an',
      enMain: 'spip',
      depuis: 'acte:fixation_contenu',
      delai: delai('reevaluation', 'Première réévaluation', 'execution', [
        { from: '2020-03-24', value: { mois: 12 }, source: reevaluation },
      ]),
      satisfaitPar: 'acte:reexamen',
      tousLes: delai('reevaluation_suivante', 'Réévaluation suivante', 'execution', [
        { from: '2020-03-24', value: { mois: 12 }, source: reevaluation },
      ]),
    },
    // The report of evaluation has its own article here: only the report before the term comes from the general rule.
    ...rapportsDuSpip(nature, 'B6').filter(d => d.cle === 'rapport_de_fin'),
  ],
  regles: [
    regle(
      'motif',
      'Quand le suivi est renforcé',
      'Quand la personnalité, la situation et les faits justifient un accompagnement socio-éducatif individualisé et ' +
        'soutenu, pluridisciplinaire et évolutif.',
      appreciation,
    ),
    regle(
      'exclusion_levee',
      'Condamnations antérieures',
      'La limite tirée de précédents sursis probatoires ne s’applique pas au suivi renforcé.',
      appreciation,
    ),
    regle(
      'absent_a_l_audience',
      'Personne absente à l’audience',
      'La convocation est remise avec la notification ; les trois mois du rapport et les quatre mois du JAP courent de cette notification.',
      lu(cpp, 'D546-4', {
        par: decret2020,
        lecture: premiereLecture('tricoteuses et french-business-law ; convocation et rapport : D546-2 et D546-3'),
      }),
    ),
    regle(
      'debat',
      'Forme de la décision du JAP',
      'Ordonnance motivée, après réquisitions écrites du parquet et observations de la personne et de son avocat.',
      lu(cpp, '741-2', { precision: 'al. 2', par: loi2019, lecture: premiereLecture('french-business-law') }),
    ),
    regle(
      'travail_d_interet_general',
      'Travail d’intérêt général imposé par le JAP',
      'Le JAP informe la personne de son droit de refuser et reçoit sa réponse.',
      lu(cpp, '741-2', { precision: 'al. 2', par: loi2019, lecture: premiereLecture('french-business-law') }),
    ),
    regle(
      'information_apres_reevaluation',
      'Suite d’une réévaluation',
      'Le JAP et le parquet sont informés de l’évolution de la situation.',
      aVerifier(cpp, 'D546-4', {
        precision: 'al. 2',
        par: decret2020,
        raison: 'titre de D621-11 lu ; phrase non lue',
        verifieLe: '2026-11-27',
      }),
    ),
    ...reglesDeProbation(nature, 'B6'),
  ],
  fiche: {
    cEst: [
      'C’est un sursis probatoire avec un suivi plus intense.',
      'Vous n’allez pas en prison pour la partie avec sursis.',
      'Le SPIP fait d’abord le point avec vous sur votre situation.',
      'Ensuite, un juge fixe ce que vous devez faire.',
    ],
    vousDevez: ['Venir à la première convocation, au plus tard dans les quinze jours.', 'Respecter les obligations que le juge a fixées.'],
    siAbsence: [
      'Le SPIP doit le dire au juge.',
      'Le juge peut changer vos obligations ou allonger le suivi.',
      'Il peut aussi vous envoyer en prison pour tout ou partie de la peine.',
    ],
    leSpip: [
      'Il fait le point avec vous pendant plusieurs entretiens.',
      'Il écrit un rapport au juge dans les trois mois.',
      'Il propose un projet adapté à votre situation.',
      'Il refait le point au moins une fois par an.',
    ],
    vosDroits: [
      'Le juge vous écoute avant de fixer vos obligations.',
      'Vous pouvez refuser un travail d’intérêt général.',
      'Le juge peut changer une obligation pendant la mesure.',
      'Vous pouvez avoir un avocat et faire appel.',
    ],
  },
}
