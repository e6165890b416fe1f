import { aVerifier, type Dated, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Definition, Transition } from '../definition.rules.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'
// « collège de l’instruction » stands in the published text for the judge: these words never came into force.
const depot = 'texte publié vers 2014 (dépôt public des codes)'
const regle = (id: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `controle_judiciaire.${id}`,
  catalogue: 'B16',
  libelle,
  selon: 'execution',
  droit,
})

/** An act that leaves the measure in its state, whichever of these it is. */
const sansChangerDEtat = (etats: readonly string[], acte: Omit<Transition, 'de' | 'vers'>): Transition[] =>
  etats.map(etat => ({ ...acte, de: [etat], vers: etat }))

/** No law gives the first meeting a delay: the judge says when to report (R16-1). The duty with a date is the notice of a breach. */
export const controleJudiciaire: Definition = {
  famille: 'presentenciel',
  catalogue: 'B16',
  noms: {
    id: 'controle_judiciaire.nom',
    catalogue: 'B16',
    libelle: 'Nom de la mesure',
    selon: 'jugement',
    droit: [
      {
        from: '1993-09-02',
        value: 'Contrôle judiciaire',
        source: lu(cpp, '138', {
          precision: 'al. 1',
          par: 'loi 93-1013, art. 46',
          legifrance: 'LEGIARTI000006575619',
          lecture: premiereLecture('chronologie doctrine'),
        }),
      },
    ],
  },
  mots: ['contrôle judiciaire', 'CJ', 'CJSE', 'contrôle judiciaire socio-éducatif'],
  decide: [
    {
      from: '2004-02-12',
      value: ['juge_instruction', 'jld', 'tribunal'],
      source: aVerifier(cpp, '138', {
        precision: 'al. 1',
        raison: 'juge d’instruction et JLD lus (archeo-lex, 12 février 2004) ; tribunal : lire 397-3',
        verifieLe: '2026-11-27',
      }),
    },
    {
      from: '2014-10-01',
      value: ['juge_instruction', 'jld', 'tribunal'],
      source: aVerifier(cpp, '397-3-1', {
        par: 'loi 2014-896, art. 5',
        raison: 'tribunal lu sur legifrance pour l’ajournement ; juges lus à 138 ; jour d’effet à lire',
        verifieLe: '2026-11-27',
      }),
    },
  ],
  duree: {
    id: 'controle_judiciaire.duree',
    catalogue: 'B16',
    libelle: 'Durée : la loi n’en fixe pas',
    selon: 'jugement',
    droit: [
      {
        from: '2014-01-01',
        value: { unite: 'mois', min: null, max: null },
        source: lu(cpp, '138', { lecture: premiereLecture(`${depot}, sans durée`) }),
      },
    ],
  },
  obligations: [
    {
      from: '2014-01-01',
      value: {
        controle: false,
        particulieres: 'cpp-138',
        fixeesPar: ['juge_instruction', 'jld', 'tribunal'],
        note: 'Le suivi socio-éducatif est l’obligation du 6°. Le SPIP n’intervient que s’il est désigné.',
      },
      source: lu(cpp, '138', { lecture: premiereLecture(depot) }),
    },
  ],
  machine: [
    {
      from: '2014-01-01',
      value: {
        initial: 'en_cours',
        etats: {
          en_cours: { libelle: 'En cours' },
          maintenu: { libelle: 'Maintenu jusqu’au jugement' },
          terminee: { libelle: 'Terminé', fin: true },
          revoquee: { libelle: 'Révoqué', fin: true },
        },
        transitions: [
          {
            acte: 'modification',
            libelle: 'Obligations ajoutées, modifiées ou supprimées',
            de: ['en_cours'],
            vers: 'en_cours',
            auteurs: ['juge_instruction', 'jld'],
            effet: 'contenu',
            source: lu(cpp, '139', { precision: 'al. 2', lecture: premiereLecture(depot) }),
          },
          {
            acte: 'modification',
            libelle: 'Obligations modifiées avant le jugement',
            de: ['maintenu'],
            vers: 'maintenu',
            auteurs: ['tribunal'],
            effet: 'contenu',
            source: aVerifier(cpp, '141-1', { raison: 'article non lu', verifieLe: '2026-11-27' }),
          },
          ...sansChangerDEtat(['en_cours', 'maintenu'], {
            acte: 'manquement',
            libelle: 'Manquement constaté par le service désigné',
            auteurs: ['spip'],
            source: lu(cpp, 'R16-1', { precision: 'al. 2', lecture: premiereLecture('juriblio') }),
          }),
          {
            acte: 'maintien',
            libelle: 'Maintien jusqu’à la comparution devant le tribunal',
            de: ['en_cours'],
            vers: 'maintenu',
            auteurs: ['juge_instruction'],
            source: lu(cpp, '179', { precision: 'al. 3', lecture: premiereLecture(depot) }),
          },
          {
            acte: 'mainlevee',
            libelle: 'Mainlevée',
            de: ['en_cours', 'maintenu'],
            vers: 'terminee',
            auteurs: ['juge_instruction', 'jld', 'tribunal'],
            effet: 'fin',
            cause: 'mainlevee',
            source: aVerifier(cpp, '140', {
              raison: 'article non lu ; 139, al. 2, lu : « supprimer tout ou partie des obligations »',
              verifieLe: '2026-11-27',
            }),
          },
          {
            acte: 'cloture',
            libelle: 'Fin de l’instruction sans maintien',
            de: ['en_cours'],
            vers: 'terminee',
            auteurs: ['juge_instruction', 'loi'],
            effet: 'fin',
            cause: 'decision',
            source: lu(cpp, '179', { precision: 'al. 2', lecture: premiereLecture(depot) }),
          },
          {
            acte: 'jugement',
            libelle: 'Jugement',
            de: ['en_cours', 'maintenu'],
            vers: 'terminee',
            auteurs: ['tribunal', 'loi'],
            effet: 'fin',
            cause: 'decision',
            source: aVerifier(cpp, '471', { raison: 'article non lu', verifieLe: '2026-11-27' }),
          },
          {
            acte: 'revocation',
            libelle: 'Placement en détention provisoire',
            de: ['en_cours', 'maintenu'],
            vers: 'revoquee',
            auteurs: ['jld'],
            effet: 'fin',
            cause: 'revocation',
            source: lu(cpp, '141-2', { lecture: premiereLecture(depot) }),
          },
          {
            acte: 'placement_arse',
            libelle: 'Placement sous assignation à résidence',
            de: ['en_cours', 'maintenu'],
            vers: 'revoquee',
            auteurs: ['juge_instruction', 'jld', 'tribunal'],
            effet: 'fin',
            cause: 'revocation',
            source: lu(cpp, '137', {
              precision: 'al. 2',
              lecture: premiereLecture('juriblio : « si celles-ci se révèlent insuffisantes »'),
            }),
          },
          {
            acte: 'deces',
            libelle: 'Décès',
            de: ['en_cours', 'maintenu'],
            vers: 'terminee',
            auteurs: ['loi'],
            effet: 'fin',
            cause: 'deces',
            source: aVerifier(cpp, '6', { precision: 'al. 1', raison: 'article non lu', verifieLe: '2026-11-27' }),
          },
        ],
      },
      source: lu(cpp, '139', { lecture: premiereLecture(depot) }),
    },
  ],
  devoirs: [
    {
      cle: 'avis_de_manquement',
      libelle: 'Aviser le juge du manquement, sans délai',
      enMain: 'spip',
      depuis: 'acte:manquement',
      delai: {
        id: 'controle_judiciaire.avis_de_manquement',
        catalogue: 'B16',
        libelle: 'Avis d’un manquement au juge : sans délai',
        selon: 'execution',
        droit: [
          {
            from: '2014-01-01',
            value: { jours: 0 },
            source: aVerifier(cpp, 'R16-1', {
              precision: 'al. 2',
              raison: 'texte en vigueur lu (juriblio) ; date de cette version à lire',
              verifieLe: '2026-11-27',
            }),
          },
        ],
      },
      satisfaitPar: 'rapport:incident',
    },
  ],
  regles: [
    regle('seuil', 'Peine encourue', [
      {
        from: '1993-09-02',
        value: 'La personne encourt une peine d’emprisonnement correctionnel ou une peine plus grave.',
        source: lu(cpp, '138', {
          precision: 'al. 1',
          legifrance: 'LEGIARTI000006575619',
          lecture: premiereLecture('chronologie doctrine'),
        }),
      },
    ]),
    regle('qui_suit', 'Qui contribue au contrôle', [
      {
        from: '2014-01-01',
        value: 'Une personne habilitée, un service de police ou de gendarmerie, ou tout service judiciaire ou administratif compétent.',
        source: aVerifier(cpp, 'R16', {
          precision: 'al. 1',
          raison: 'texte en vigueur lu (juriblio) ; date de cette version à lire',
          verifieLe: '2026-11-27',
        }),
      },
    ]),
    regle('compte_rendu', 'Compte rendu au juge', [
      {
        from: '2014-01-01',
        value: 'Le service rend compte du comportement de la personne dans les conditions que le juge détermine.',
        source: aVerifier(cpp, 'R16-1', {
          precision: 'al. 2',
          raison: 'texte en vigueur lu (juriblio) ; date de cette version à lire',
          verifieLe: '2026-11-27',
        }),
      },
    ]),
    regle('mission_spip', 'Mission du SPIP', [
      {
        from: '1999-04-14',
        value: 'Le SPIP assure le suivi et le contrôle des personnes placées sous contrôle judiciaire.',
        source: lu(cpp, 'D574', {
          precision: 'al. 2',
          par: 'décret 99-276',
          lecture: premiereLecture('dépôt public des codes ; décret sur criminocorpus'),
        }),
      },
    ]),
    regle('soustraction', 'Qui se soustrait aux obligations', [
      {
        from: '2014-01-01',
        value:
          'Mandat d’arrêt ou d’amener ; saisine du JLD pour une détention provisoire, quelle que soit la peine d’emprisonnement encourue.',
        source: lu(cpp, '141-2', { lecture: premiereLecture(depot) }),
      },
      {
        from: '2024-09-30',
        value: 'Mandat d’arrêt ou d’amener ; détention provisoire, obligations modifiées ou placement conditionnel sous assignation.',
        source: aVerifier(cpp, '141-2', {
          par: 'loi 2023-1059',
          raison: 'débats parlementaires lus ; texte et jour d’effet à lire',
          verifieLe: '2026-11-27',
        }),
      },
    ]),
    regle('anti_rapprochement', 'Dispositif électronique anti-rapprochement', [
      { from: '2014-01-01', value: nExistePas, source: lu(cpp, '138', { lecture: premiereLecture(`${depot}, qui ne le prévoit pas`) }) },
      {
        from: '2019-12-30',
        value: 'Il relève d’un article à part, et non de la liste de l’article 138.',
        source: aVerifier(cpp, '138-3', {
          par: 'loi 2019-1480',
          raison: 'renvoi lu à 230-19, 2° (juriblio) ; article et date à lire',
          verifieLe: '2026-11-27',
        }),
      },
    ]),
    regle('mainlevee', 'Demande de mainlevée', [
      {
        from: '2014-01-01',
        value: 'Le juge d’instruction statue dans les cinq jours, par ordonnance motivée.',
        source: aVerifier(cpp, '140', { raison: 'article non lu', verifieLe: '2026-11-27' }),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'Vous n’êtes pas encore jugé : la loi vous présume innocent.',
      'Un juge vous laisse libre, avec des règles à suivre.',
      'La mesure dure jusqu’à une décision du juge ou au jugement.',
    ],
    vousDevez: [
      'Vous suivez les règles écrites dans la décision du juge.',
      'Vous venez aux convocations du service qui vous suit.',
      'Vous donnez les papiers demandés, par exemple un contrat ou une attestation.',
      'Si une règle devient impossible, vous le dites tout de suite.',
    ],
    siAbsence: ['Le service doit le dire au juge.', 'Le juge peut changer les règles ou vous placer en détention.'],
    leSpip: [
      'Il vous reçoit si le juge l’a désigné.',
      'Il vous aide pour le travail, le logement, la santé et vos droits.',
      'Il écrit au juge comment la mesure se passe.',
      'Il doit prévenir le juge si vous ne suivez pas les règles.',
    ],
    vosDroits: [
      'Vous pouvez demander au juge de changer ou de retirer une règle.',
      'Vous pouvez demander la fin de la mesure.',
      'Un avocat peut vous aider à chaque étape.',
      'Le service garde le secret sur les faits.',
    ],
  },
}
