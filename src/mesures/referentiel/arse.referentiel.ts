import { aVerifier, type Citation, type Dated, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Auteur, CauseDeFin, Definition, Delai, Etat, Machine, Transition } from '../definition.rules.ts'
import { premiereLecture, relecture } from './lectures.referentiel.ts'

const cpp = 'code de procédure pénale'
const doc = 'chronologie doctrine, LEGIARTI000021331508'
const depot = 'texte publié vers 2014 (dépôt public des codes)'
const regle = (id: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `arse.${id}`,
  catalogue: 'B16',
  libelle,
  selon: 'execution',
  droit,
})
const conditionnel = (precision: string, lecture: string): Citation =>
  aVerifier(cpp, '142-6-1', {
    precision,
    par: 'loi 2023-1059, art. 6',
    raison: `${lecture} ; jour d’effet à lire`,
    verifieLe: '2026-11-27',
  })
const quinzeJours = conditionnel('al. 1', 'texte lu (village-justice)')
const loi2019 = (precision: string): Citation =>
  lu(cpp, '142-5', { precision, par: 'loi 2019-222, art. 54', legifrance: 'LEGIARTI000038312136', lecture: premiereLecture(doc) })
const texte2009 = (precision: string): Citation =>
  aVerifier(cpp, '142-5', { precision, raison: 'texte de 2019 lu ; texte de 2009 à lire', verifieLe: '2026-11-27' })
const avant2024 = lu(cpp, '142-5', { lecture: premiereLecture(`${doc} : l’article 142-6-1 vient de la loi 2023-1059`) })

const posee = ['en_cours', 'maintenue']
const etats: Record<string, Etat> = {
  decidee: { libelle: 'Décidée, dispositif à poser' },
  en_cours: { libelle: 'En cours' },
  maintenue: { libelle: 'Maintenue jusqu’au jugement' },
  terminee: { libelle: 'Terminée', fin: true },
  revoquee: { libelle: 'Révoquée', fin: true },
}
const modification: Omit<Transition, 'de' | 'vers'> = {
  acte: 'modification',
  libelle: 'Obligations modifiées',
  auteurs: ['juge_instruction', 'jld', 'tribunal'],
  effet: 'contenu',
  source: aVerifier(cpp, '142-8', { raison: 'lu dans sa réécriture de 2025 (L. 3632-2, juriblio)', verifieLe: '2026-11-27' }),
}
const horaires: Omit<Transition, 'de' | 'vers'> = {
  acte: 'modification_horaires',
  libelle: 'Horaires modifiés avec l’accord préalable du juge',
  auteurs: ['chef_etablissement', 'dspip'],
  effet: 'contenu',
  source: aVerifier(cpp, '142-9', { raison: 'lu dans sa réécriture de 2025 (L. 3632-3, juriblio)', verifieLe: '2026-11-27' }),
}
const sixMois = lu(cpp, '142-7', {
  precision: 'al. 1',
  legifrance: 'LEGIARTI000021330918',
  lecture: premiereLecture('livv, version du 26 novembre 2009'),
})
const memeDuree = (mots: string) =>
  lu(cpp, '142-7', {
    par: 'loi 2009-1436, art. 71',
    lecture: relecture('cpp/142-7/2009-11-26', `ne peut excéder six mois. Elle peut être prolongée ${mots}`),
  })
const deuxAns: Dated<Delai> = [
  {
    from: '2009-11-26',
    value: { mois: 24 },
    source: memeDuree('pour une même durée […] sans que la durée totale du placement dépasse deux ans'),
  },
]
const renvoi = (precision: string): Citation => lu(cpp, '179', { precision, lecture: premiereLecture(depot) })
const refus = lu(cpp, '142-5', {
  precision: 'al. 5',
  lecture: premiereLecture(`${doc} : refus de la pose ; autres violations : 142-8 à lire`),
})
const fin = (
  acte: string,
  libelle: string,
  de: readonly string[],
  auteurs: readonly Auteur[],
  cause: CauseDeFin,
  source: Transition['source'],
): Transition => ({ acte, libelle, de, vers: cause === 'revocation' ? 'revoquee' : 'terminee', auteurs, effet: 'fin', cause, source })
const transitions: readonly Transition[] = [
  {
    acte: 'pose',
    libelle: 'Pose du dispositif',
    de: ['decidee'],
    vers: 'en_cours',
    auteurs: ['chef_etablissement', 'spip'],
    source: lu(cpp, '142-5', { precision: 'al. 3', lecture: premiereLecture(doc) }),
  },
  ...posee.flatMap(etat => [modification, horaires].map(acte => ({ ...acte, de: [etat], vers: etat }))),
  {
    acte: 'prolongation',
    libelle: 'Prolongation de six mois au plus',
    de: ['en_cours'],
    vers: 'en_cours',
    auteurs: ['juge_instruction', 'jld'],
    effet: 'prolonge',
    parDecision: [{ from: '2009-11-26', value: { mois: 6 }, source: memeDuree('pour une même durée') }],
    total: deuxAns,
    source: sixMois,
  },
  {
    acte: 'maintien',
    libelle: 'Maintien jusqu’au jugement',
    de: ['en_cours'],
    vers: 'maintenue',
    auteurs: ['juge_instruction'],
    source: renvoi('al. 3'),
  },
  fin('revocation', 'Révocation et détention provisoire', ['decidee', ...posee], ['jld'], 'revocation', refus),
  fin('mainlevee', 'Mainlevée', ['decidee', ...posee], ['juge_instruction', 'jld', 'tribunal'], 'mainlevee', modification.source),
  fin('terme', 'Terme sans prolongation', posee, ['loi'], 'terme', sixMois),
  fin('cloture', 'Fin de l’instruction sans maintien', ['decidee', 'en_cours'], ['juge_instruction', 'loi'], 'decision', renvoi('al. 2')),
  fin(
    'jugement',
    'Jugement',
    ['decidee', ...posee],
    ['tribunal', 'loi'],
    'decision',
    aVerifier(cpp, '471', { raison: 'article non lu', verifieLe: '2026-11-27' }),
  ),
  fin(
    'deces',
    'Décès',
    ['decidee', ...posee],
    ['loi'],
    'deces',
    aVerifier(cpp, '6', { precision: 'al. 1', raison: 'article non lu', verifieLe: '2026-11-27' }),
  ),
]
// Once the person is sent before the court, nobody has to prolong the measure every six months: it goes on to the end of its two years.
const sansProlongation = lu(cpp, '142-7', {
  precision: 'al. 2',
  par: 'loi 2019-222, art. 54',
  lecture: relecture(
    'cpp/142-7/2019-06-01',
    'ne peut excéder deux ans, sans qu’il soit nécessaire d’en ordonner la prolongation tous les six mois',
  ),
})
const transitions2019: readonly Transition[] = transitions.map(t =>
  t.acte === 'maintien'
    ? { ...t, porteAuTotal: true, total: [...deuxAns, { from: '2019-06-01', value: { mois: 24 }, source: sansProlongation }] }
    : t,
)
// The conditional placement: the person waits inside, fifteen days at most, while the SPIP checks that the device can work.
const machineConditionnelle: Machine = {
  initial: 'decidee',
  etats: { ...etats, conditionnelle: { libelle: 'Placement conditionnel, faisabilité à vérifier' } },
  transitions: [
    ...transitions2019.map(t => (t.acte === 'pose' || t.acte === 'deces' ? { ...t, de: [...t.de, 'conditionnelle'] } : t)),
    {
      acte: 'placement_conditionnel',
      libelle: 'Placement conditionnel avec incarcération provisoire',
      de: ['decidee'],
      vers: 'conditionnelle',
      auteurs: ['jld'],
      source: quinzeJours,
    },
    fin(
      'fin_placement_conditionnel',
      'Fin du placement conditionnel sans pose',
      ['conditionnelle'],
      ['jld', 'loi'],
      'caducite',
      quinzeJours,
    ),
  ],
}

export const arse: Definition = {
  famille: 'presentenciel',
  catalogue: 'B16',
  noms: {
    id: 'arse.nom',
    catalogue: 'B16',
    libelle: 'Nom de la mesure',
    selon: 'jugement',
    droit: [
      {
        from: '1994-03-01',
        value: nExistePas,
        source: lu(cpp, '142-5', {
          lecture: relecture(
            'cpp/142-5/2009-11-26, première version',
            'L’assignation à résidence avec surveillance électronique peut être ordonnée',
          ),
        }),
      },
      {
        from: '2009-11-26',
        value: 'Assignation à résidence avec surveillance électronique',
        source: lu(cpp, '142-5', { par: 'loi 2009-1436, art. 71', lecture: premiereLecture(doc) }),
      },
    ],
  },
  mots: ['ARSE', 'ARSEM', 'assignation à résidence'],
  decide: [
    {
      from: '2009-11-26',
      value: ['juge_instruction', 'jld', 'tribunal'],
      source: aVerifier(cpp, '142-5', {
        precision: 'al. 1',
        raison: `juges lus (${doc}) ; tribunal : lire 142-12`,
        verifieLe: '2026-11-27',
      }),
    },
  ],
  duree: {
    id: 'arse.duree',
    catalogue: 'B16',
    libelle: 'Durée de chaque décision',
    selon: 'jugement',
    droit: [
      {
        from: '2009-11-26',
        value: { unite: 'mois', min: null, max: 6 },
        source: sixMois,
      },
    ],
  },
  obligations: [
    {
      from: '2009-11-26',
      value: { controle: false, particulieres: 'cpp-138', fixeesPar: ['juge_instruction', 'jld', 'tribunal'] },
      source: texte2009('al. 4'),
    },
    {
      from: '2019-06-01',
      value: { controle: false, particulieres: 'cpp-138', fixeesPar: ['juge_instruction', 'jld', 'tribunal'] },
      source: loi2019('al. 4'),
    },
  ],
  machine: [
    { from: '2009-11-26', value: { initial: 'decidee', etats, transitions }, source: sixMois },
    { from: '2019-06-01', value: { initial: 'decidee', etats, transitions: transitions2019 }, source: sansProlongation },
    { from: '2024-09-30', value: machineConditionnelle, source: quinzeJours },
  ],
  devoirs: [
    {
      cle: 'rapport_faisabilite',
      libelle: 'Rapport de faisabilité du placement conditionnel',
      enMain: 'spip',
      depuis: 'acte:placement_conditionnel',
      delai: {
        id: 'arse.rapport_faisabilite',
        catalogue: 'B16',
        libelle: 'Rapport du SPIP sur la faisabilité',
        selon: 'execution',
        droit: [
          { from: '2009-11-26', value: nExistePas, source: avant2024 },
          {
            from: '2024-09-30',
            value: { jours: 10 },
            source: conditionnel('al. 3', 'dix jours lus dans la réécriture (L. 3631-14, juriblio)'),
          },
        ],
      },
      satisfaitPar: 'rapport:enquete',
    },
    {
      cle: 'pose_apres_placement_conditionnel',
      libelle: 'Pose du dispositif ou fin du placement conditionnel',
      enMain: 'jld',
      depuis: 'acte:placement_conditionnel',
      delai: {
        id: 'arse.placement_conditionnel',
        catalogue: 'B16',
        libelle: 'Incarcération provisoire du placement conditionnel : quinze jours au plus',
        selon: 'execution',
        droit: [
          { from: '2009-11-26', value: nExistePas, source: avant2024 },
          { from: '2024-09-30', value: { jours: 15 }, source: quinzeJours },
        ],
      },
      satisfaitPar: 'acte:pose',
    },
  ],
  regles: [
    regle('duree_totale', 'Durée totale', [
      {
        from: '2009-11-26',
        value: 'Prolongée pour une même durée, elle ne dépasse pas deux ans au total, maintien jusqu’au jugement compris.',
        source: lu(cpp, '142-7', {
          legifrance: 'LEGIARTI000021330918',
          lecture: premiereLecture('livv ; D32-23 et D32-24 (juriblio, tricoteuses)'),
        }),
      },
    ]),
    regle('seuil', 'Peine encourue', [
      {
        from: '2009-11-26',
        value: 'La personne encourt au moins deux ans d’emprisonnement correctionnel ou une peine plus grave.',
        source: texte2009('al. 1'),
      },
      {
        from: '2019-06-01',
        value: 'La personne encourt au moins deux ans d’emprisonnement correctionnel ou une peine plus grave.',
        source: loi2019('al. 1'),
      },
    ]),
    regle('demande', 'Accord ou demande', [
      {
        from: '2009-11-26',
        value: 'Avec l’accord ou à la demande de la personne.',
        source: aVerifier(cpp, '142-5', {
          precision: 'al. 1',
          raison: 'lu dans un commentaire (bensadoun) ; texte de 2009 à lire',
          verifieLe: '2026-11-27',
        }),
      },
      {
        from: '2019-06-01',
        value: 'D’office ou à la demande de la personne ; la pose demande son consentement, mais le refus est une violation.',
        source: loi2019('al. 1 et 5'),
      },
    ]),
    regle('mobile', 'Surveillance électronique mobile', [
      {
        from: '2009-11-26',
        value: 'Possible pour une infraction punie de plus de sept ans et pour laquelle le suivi socio-judiciaire est encouru.',
        source: texte2009('al. 3'),
      },
      {
        from: '2019-06-01',
        value: 'Possible pour une infraction punie de plus de sept ans et pour laquelle le suivi socio-judiciaire est encouru.',
        source: loi2019('al. 3'),
      },
    ]),
    regle('faisabilite', 'Vérification par le SPIP', [
      {
        from: '2009-11-26',
        value: 'Le juge statue après avoir fait vérifier la faisabilité technique de la mesure.',
        source: lu(cpp, '142-6', { lecture: premiereLecture('codes-et-lois, version d’origine') }),
      },
      {
        from: '2019-06-01',
        value: 'Le SPIP vérifie la faisabilité ; sa saisine est obligatoire avant certaines prolongations de détention.',
        source: aVerifier(cpp, '142-6', {
          legifrance: 'LEGIARTI000044568230',
          raison: 'version de la loi 2021-1729 lue (tricoteuses) ; date d’origine à lire',
          verifieLe: '2026-11-27',
        }),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'Vous n’êtes pas encore jugé : la loi vous présume innocent.',
      'Vous restez chez vous, avec un bracelet électronique.',
      'Chaque décision dure six mois au plus, et deux ans au total.',
    ],
    vousDevez: [
      'Vous restez au lieu fixé, sauf aux heures permises.',
      'Vous gardez le bracelet et vous rechargez l’appareil.',
      'Vous suivez les autres règles de la décision.',
      'Vous prévenez avant tout changement d’horaire.',
    ],
    siAbsence: ['Le SPIP doit le dire au juge.', 'Le juge peut changer les règles ou vous placer en détention.'],
    leSpip: ['Il vérifie que le bracelet peut marcher chez vous.', 'Il vous suit et vous aide dans vos démarches.', 'Il écrit au juge.'],
    vosDroits: [
      'Personne ne peut poser le bracelet sans votre accord.',
      'Mais si vous refusez, vous pouvez aller en détention.',
      'Vous pouvez demander d’autres horaires ou la fin de la mesure.',
      'Un avocat peut vous aider.',
    ],
  },
}
