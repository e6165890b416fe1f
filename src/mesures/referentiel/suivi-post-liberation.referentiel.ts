import { aVerifier, lu, nExistePas } from '../../platform/law.ts'
import type { Auteur, CauseDeFin, Definition, Transition } from '../definition.rules.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const depot = 'dépôt public des codes'
const spl = (precision: string) =>
  aVerifier(cpp, '721-2', {
    precision,
    par: 'loi 2014-896',
    raison: `${depot}, texte lu ; jour d’effet à lire (1er janvier 2015 pour la libération sous contrainte)`,
    verifieLe: '2026-11-27',
  })
const victimeSeule = lu(cpp, '721-2', {
  lecture: premiereLecture(`${depot}, version antérieure : interdiction de rencontrer la victime seulement`),
})
const fin = (
  acte: string,
  libelle: string,
  de: readonly string[],
  auteurs: readonly Auteur[],
  cause: CauseDeFin,
  source: Transition['source'],
): Transition => ({ acte, libelle, de, vers: cause === 'retrait' ? 'retiree' : 'terminee', auteurs, effet: 'fin', cause, source })

/** CPP 721-2, I: for those who left without any other measure. The ban of its II alone brings no follow-up. */
export const suiviPostLiberation: Definition = {
  famille: 'suivi',
  catalogue: 'B16',
  noms: {
    id: 'suivi_post_liberation.nom',
    catalogue: 'B16',
    libelle: 'Nom de la mesure',
    selon: 'jugement',
    droit: [
      { from: '2014-01-01', value: nExistePas, source: victimeSeule },
      { from: '2015-01-01', value: 'Suivi après la libération (réductions de peine)', source: spl('I') },
    ],
  },
  mots: ['721-2', 'suivi post-libération'],
  decide: [{ from: '2014-01-01', value: ['jap'], source: victimeSeule }],
  duree: {
    id: 'suivi_post_liberation.duree',
    catalogue: 'B16',
    libelle: 'Durée : au plus le total des réductions de peine',
    selon: 'jugement',
    droit: [
      { from: '2014-01-01', value: nExistePas, source: victimeSeule },
      { from: '2015-01-01', value: { unite: 'mois', min: null, max: null }, source: spl('I, al. 1') },
    ],
  },
  obligations: [
    { from: '2014-01-01', value: nExistePas, source: victimeSeule },
    {
      from: '2015-01-01',
      value: {
        controle: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['jap'],
        note: 'Seulement les interdictions du 2° et des 7° à 14° de l’article 132-45.',
      },
      source: spl('I, 1° et 2°'),
    },
  ],
  machine: [
    {
      from: '2014-01-01',
      value: {
        initial: 'en_cours',
        etats: {
          en_cours: { libelle: 'En cours' },
          terminee: { libelle: 'Terminé', fin: true },
          retiree: { libelle: 'Réductions retirées, réincarcération', fin: true },
        },
        transitions: [
          {
            acte: 'modification',
            libelle: 'Mesures modifiées',
            de: ['en_cours'],
            vers: 'en_cours',
            auteurs: ['jap'],
            effet: 'contenu',
            source: aVerifier(cpp, '712-8', { raison: 'article non lu pour cette mesure', verifieLe: '2026-11-27' }),
          },
          fin(
            'retrait',
            'Retrait de tout ou partie des réductions et réincarcération',
            ['en_cours'],
            ['jap'],
            'retrait',
            spl('I, avant-dernier al.'),
          ),
          fin('terme', 'Terme', ['en_cours'], ['loi'], 'terme', spl('I, al. 1')),
          fin(
            'mainlevee',
            'Fin anticipée',
            ['en_cours'],
            ['jap'],
            'anticipee',
            aVerifier(cpp, '712-8', { raison: 'article non lu pour cette mesure', verifieLe: '2026-11-27' }),
          ),
          fin(
            'amnistie',
            'Amnistie',
            ['en_cours'],
            ['loi'],
            'amnistie',
            aVerifier(cp, '133-9', { raison: 'article non lu', verifieLe: '2026-11-27' }),
          ),
          fin(
            'deces',
            'Décès',
            ['en_cours'],
            ['loi'],
            'deces',
            aVerifier(cp, '133-1', { raison: 'article non lu', verifieLe: '2026-11-27' }),
          ),
        ],
      },
      source: spl('I'),
    },
  ],
  devoirs: [
    {
      cle: 'premiere_convocation',
      libelle: 'Comparution devant le JAP après la libération',
      enMain: 'jap',
      depuis: 'debut',
      delai: {
        id: 'suivi_post_liberation.premiere_convocation',
        catalogue: 'B16',
        libelle: 'Un mois au plus après la libération ; convocation notifiée avant la sortie',
        selon: 'execution',
        droit: [
          { from: '2014-01-01', value: nExistePas, source: victimeSeule },
          {
            from: '2015-01-01',
            value: { mois: 1 },
            source: aVerifier(cpp, 'D147-48', {
              par: 'décret 2014-1582',
              raison: 'texte lu (lexbase ; legifrance au 23 mai 2019) ; jour d’effet à lire',
              verifieLe: '2026-11-27',
            }),
          },
        ],
      },
      satisfaitPar: 'convocation:juridiction',
    },
  ],
  regles: [
    {
      id: 'suivi_post_liberation.qui_suit',
      catalogue: 'B16',
      libelle: 'Contrôle du suivi',
      selon: 'execution',
      droit: [
        { from: '2014-01-01', value: nExistePas, source: victimeSeule },
        {
          from: '2015-01-01',
          value: 'Le JAP de la résidence, assisté du SPIP, contrôle le respect des obligations et interdictions.',
          source: aVerifier(cpp, 'D147-47', {
            raison: 'phrase lue (legifrance, section au 23 mai 2019) ; numéro et jour d’effet à lire',
            verifieLe: '2026-11-27',
          }),
        },
      ],
    },
  ],
  fiche: {
    cEst: [
      'C’est un contrôle après votre sortie de prison.',
      'Un juge l’a décidé avant votre sortie.',
      'Il dure au plus autant que vos réductions de peine.',
    ],
    vousDevez: [
      'Vous venez à la convocation du juge, un mois au plus après la sortie.',
      'Vous suivez les interdictions de la décision.',
      'Sinon, le juge peut vous renvoyer en prison.',
    ],
    siAbsence: ['Le juge en est prévenu.', 'Il peut retirer des réductions de peine et vous remettre en prison.'],
    leSpip: ['Il aide le juge à suivre la mesure.', 'Il vous aide aussi dans vos démarches.', 'Il écrit au juge.'],
    vosDroits: [
      'Vous pouvez demander de l’aide au SPIP.',
      'Vous pouvez demander au juge de changer une interdiction.',
      'Un avocat peut vous aider.',
    ],
  },
}
