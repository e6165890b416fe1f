import { aVerifier, type Dated, inconnu, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Auteur, CauseDeFin, Definition, Transition } from '../definition.rules.ts'
import { premiereLecture, relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const doc = 'chronologie doctrine'
const depot = 'dépôt public des codes'
const sj2021 = lu(cpp, '723-29', { par: 'loi 2021-1729, art. 11', legifrance: 'LEGIARTI000006578069', lecture: premiereLecture(doc) })
const sjOrigine = lu(cpp, '723-29', { par: 'loi 2005-1549', legifrance: 'LEGIARTI000006578069', lecture: premiereLecture(doc) })
const contenuSj = lu(cpp, '723-30', { par: 'loi 2011-1862, art. 61', legifrance: 'LEGIARTI000024967403', lecture: premiereLecture(doc) })
const retraitSj = lu(cpp, '723-35', { precision: 'al. 1', lecture: premiereLecture('french-business-law, texte français en vigueur') })
const regleSj = (id: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `surveillance_judiciaire.${id}`,
  catalogue: 'B16',
  libelle,
  selon: 'execution',
  droit,
})
const fin = (
  acte: string,
  libelle: string,
  de: readonly string[],
  auteurs: readonly Auteur[],
  cause: CauseDeFin,
  source: Transition['source'],
): Transition => ({ acte, libelle, de, vers: cause === 'retrait' ? 'retiree' : 'terminee', auteurs, effet: 'fin', cause, source })
const communes = (de: readonly string[]): Transition[] => [
  fin('amnistie', 'Amnistie', de, ['loi'], 'amnistie', aVerifier(cp, '133-9', { raison: 'article non lu', verifieLe: '2026-11-27' })),
  fin('deces', 'Décès', de, ['loi'], 'deces', aVerifier(cp, '133-1', { raison: 'article non lu', verifieLe: '2026-11-27' })),
]

/** Decided by the tribunal de l’application des peines, not told from the JAP here; lasts as long as the reductions that were kept. */
export const surveillanceJudiciaire: Definition = {
  famille: 'suivi',
  catalogue: 'B16',
  noms: {
    id: 'surveillance_judiciaire.nom',
    catalogue: 'B16',
    libelle: 'Nom de la mesure',
    selon: 'jugement',
    droit: [
      {
        from: '1994-03-01',
        value: nExistePas,
        source: lu(cpp, '723-29', {
          lecture: relecture('cpp/723-29/2005-12-13, première version', 'qu’elle sera placée sous surveillance judiciaire'),
        }),
      },
      { from: '2005-12-13', value: 'Surveillance judiciaire', source: sjOrigine },
    ],
  },
  mots: ['surveillance judiciaire', 'SJ'],
  decide: [
    {
      from: '2005-12-13',
      value: ['jap'],
      source: aVerifier(cpp, '723-29', {
        raison: 'tribunal de l’application des peines lu en 2021 ; avant : à lire',
        verifieLe: '2026-11-27',
      }),
    },
  ],
  duree: {
    id: 'surveillance_judiciaire.duree',
    catalogue: 'B16',
    libelle: 'Durée : celle des réductions de peine non retirées',
    selon: 'jugement',
    droit: [
      {
        from: '2005-12-13',
        value: { unite: 'mois', min: null, max: null },
        source: aVerifier(cpp, '723-29', {
          raison: 'crédit et réductions supplémentaires lus dans un résumé (juriblio) ; phrase à lire',
          verifieLe: '2026-11-27',
        }),
      },
      { from: '2021-12-24', value: { unite: 'mois', min: null, max: null }, source: sj2021 },
    ],
  },
  obligations: [
    {
      from: '2011-12-15',
      value: {
        controle: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['jap'],
        note: 'Injonction de soins de principe si un traitement est possible. Surveillance électronique mobile possible.',
      },
      source: contenuSj,
    },
  ],
  machine: [
    {
      from: '2011-12-15',
      value: {
        initial: 'en_cours',
        etats: {
          en_cours: { libelle: 'En cours' },
          suspendue: { libelle: 'Suspendue par une détention' },
          reincarceree: { libelle: 'Réductions retirées en partie, réincarcération' },
          terminee: { libelle: 'Terminée', fin: true },
          retiree: { libelle: 'Réductions retirées en totalité', fin: true },
        },
        transitions: [
          {
            acte: 'modification',
            libelle: 'Obligations modifiées',
            de: ['en_cours'],
            vers: 'en_cours',
            auteurs: ['jap'],
            effet: 'contenu',
            source: aVerifier(cpp, '723-33', { raison: 'article non lu', verifieLe: '2026-11-27' }),
          },
          {
            acte: 'suspension',
            libelle: 'Suspension : détention',
            de: ['en_cours'],
            vers: 'suspendue',
            auteurs: ['loi'],
            effet: 'suspend',
            source: aVerifier(cpp, '723-34', { raison: 'article non lu', verifieLe: '2026-11-27' }),
          },
          {
            acte: 'retrait_partiel',
            libelle: 'Retrait d’une partie des réductions et réincarcération',
            de: ['en_cours', 'suspendue'],
            vers: 'reincarceree',
            auteurs: ['jap'],
            effet: 'suspend',
            source: retraitSj,
          },
          {
            acte: 'reprise',
            libelle: 'Reprise de plein droit à la libération',
            de: ['suspendue', 'reincarceree'],
            vers: 'en_cours',
            auteurs: ['loi'],
            effet: 'reprend',
            source: lu(cpp, 'D147-43', { precision: 'al. 1', lecture: premiereLecture(depot) }),
          },
          fin(
            'retrait_total',
            'Retrait de toutes les réductions',
            ['en_cours', 'suspendue', 'reincarceree'],
            ['jap'],
            'retrait',
            retraitSj,
          ),
          fin('terme', 'Terme', ['en_cours'], ['loi'], 'terme', sj2021),
          fin(
            'mainlevee',
            'Fin anticipée',
            ['en_cours', 'suspendue'],
            ['jap'],
            'anticipee',
            aVerifier(cpp, '723-34', { raison: 'article non lu', verifieLe: '2026-11-27' }),
          ),
          ...communes(['en_cours', 'suspendue', 'reincarceree']),
        ],
      },
      source: contenuSj,
    },
  ],
  devoirs: [
    {
      cle: 'premiere_convocation',
      libelle: 'Comparution devant le JAP après la libération',
      enMain: 'jap',
      depuis: 'debut',
      delai: {
        id: 'surveillance_judiciaire.premiere_convocation',
        catalogue: 'B16',
        libelle: 'Convocation notifiée avant la libération',
        selon: 'execution',
        droit: [
          {
            from: '2014-01-01',
            value: { jours: 8 },
            source: aVerifier(cpp, 'D147-40-2', {
              raison: 'article cité à D543-3 du code pénitentiaire (juriblio) ; délai à lire',
              verifieLe: '2026-11-27',
            }),
          },
        ],
      },
      satisfaitPar: 'convocation:juridiction',
    },
  ],
  regles: [
    regleSj('seuil', 'Peines concernées', [
      {
        from: '2011-03-16',
        value: 'Sept ans si le suivi socio-judiciaire est encouru ; cinq ans pour un nouveau fait en état de récidive légale.',
        source: aVerifier(cpp, '723-29', {
          legifrance: 'LEGIARTI000006578069',
          raison: `${doc} : date lue, texte de 2021 lu ; texte de 2011 à lire`,
          verifieLe: '2026-11-27',
        }),
      },
      {
        from: '2021-12-24',
        value: 'Sept ans si le suivi socio-judiciaire est encouru ; cinq ans pour un nouveau fait en état de récidive légale.',
        source: sj2021,
      },
    ]),
    regleSj('qui_decide', 'Qui décide', [
      {
        from: '2005-12-13',
        value: 'Le tribunal de l’application des peines, sur réquisitions du procureur, avant la libération.',
        source: aVerifier(cpp, '723-29', { raison: `texte de 2021 lu (${doc}) ; avant : à lire`, verifieLe: '2026-11-27' }),
      },
    ]),
    regleSj('retrait', 'Inobservation', [
      {
        from: '2014-01-01',
        value: 'Le JAP peut retirer tout ou partie des réductions de peine et ordonner la réincarcération.',
        source: aVerifier(cpp, '723-35', {
          precision: 'al. 1',
          raison: 'texte en vigueur lu (french-business-law) ; date de cette version à lire',
          verifieLe: '2026-11-27',
        }),
      },
    ]),
    regleSj('surveillance_de_surete', 'Prolongation en surveillance de sûreté', [
      {
        from: '2014-01-01',
        value: 'Quinze ans de réclusion au moins, certains crimes : deux ans, la juridiction régionale étant saisie six mois avant la fin.',
        source: lu(cpp, '723-37', { lecture: premiereLecture(depot) }),
      },
    ]),
    regleSj('avis_avant_liberation', 'Convocation avant la libération', [
      { from: '2014-01-01', value: inconnu, source: aVerifier(cpp, 'D147-40-2', { raison: 'article non lu', verifieLe: '2026-11-27' }) },
      {
        from: '2022-05-01',
        value: 'Le chef d’établissement notifie à la personne, avant sa libération, sa convocation devant le JAP.',
        source: lu('code pénitentiaire', 'D543-3', { par: 'décret 2022-479', lecture: premiereLecture('juriblio') }),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'C’est un contrôle après votre sortie de prison.',
      'Il dure autant que vos réductions de peine.',
      'Un tribunal l’a décidé avant votre sortie.',
    ],
    vousDevez: ['Vous suivez les obligations de la décision.', 'Vous gardez le bracelet, si le juge en a prévu un.'],
    siAbsence: ['Le SPIP doit le dire au juge.', 'Le juge peut retirer des réductions de peine et vous remettre en prison.'],
    leSpip: ['Il vous reçoit et vous aide dans vos démarches.', 'Il vérifie les obligations avec vous.', 'Il écrit au juge.'],
    vosDroits: [
      'Personne ne peut vous soigner sans votre accord.',
      'Mais un refus peut vous ramener en prison.',
      'Vous pouvez demander de changer une obligation.',
      'Un avocat peut vous aider.',
    ],
  },
}

export { suiviPostLiberation } from './suivi-post-liberation.referentiel.ts'
