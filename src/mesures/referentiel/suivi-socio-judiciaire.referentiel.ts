import { aVerifier, type Dated, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Auteur, CauseDeFin, Definition, Delai, Transition } from '../definition.rules.ts'
import { premiereLecture, relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const origine = lu(cp, '131-36-1', {
  par: 'loi 98-468',
  legifrance: 'LEGIARTI000006417314',
  lecture: premiereLecture('chronologie doctrine'),
})
const loi2004 = (precision: string) =>
  lu(cp, '131-36-1', {
    precision,
    par: 'loi 2004-204, art. 46',
    legifrance: 'LEGIARTI000006417314',
    lecture: premiereLecture('chronologie doctrine, version du 10 mars 2004'),
  })
const relevement = (precision: string) =>
  lu(cpp, '763-6', {
    precision,
    par: 'loi 2010-242, art. 10',
    legifrance: 'LEGIARTI000021958689',
    lecture: premiereLecture('chronologie doctrine'),
  })
const unAnAvantDeDemander: Dated<Delai> = [
  {
    from: '1998-06-18',
    value: { mois: 12 },
    source: lu(cpp, '763-6', {
      precision: 'al. 2',
      par: 'loi 98-468',
      lecture: relecture('cpp/763-6/1998-06-18', 'qu’à l’issue d’un délai d’un an à compter de la décision de condamnation'),
    }),
  },
]
// The text does not say from when thirty years run: from the decision at the earliest.
const trenteAns: Dated<Delai> = [
  {
    from: '2004-03-10',
    value: { mois: 360 },
    source: lu(cp, '131-36-1', {
      precision: 'al. 2',
      par: 'loi 2004-204, art. 46',
      lecture: relecture('cp/131-36-1/2004-03-10', 'mettre fin à la mesure à l’issue d’un délai de trente ans'),
    }),
  },
]
const toc = 'codes-et-lois, texte intégral du titre'
const contenu = (precision: string) => lu(cpp, '763-3', { precision, lecture: premiereLecture(toc) })
const inobservation = (precision: string) => lu(cpp, '763-5', { precision, lecture: premiereLecture('lexbase ; livv, version en vigueur') })
const r61 = lu(cpp, 'R61', { precision: 'al. 3', lecture: premiereLecture('dépôt public des codes') })
const regle = (id: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `suivi_socio_judiciaire.${id}`,
  catalogue: 'B15',
  libelle,
  selon: 'execution',
  droit,
})
const boucle = (
  acte: string,
  libelle: string,
  auteurs: readonly Auteur[],
  source: Transition['source'],
  effet?: 'contenu',
): Transition => ({
  acte,
  libelle,
  de: ['en_cours'],
  vers: 'en_cours',
  auteurs,
  source,
  ...(effet ? { effet } : {}),
})
const fin = (acte: string, libelle: string, auteurs: readonly Auteur[], cause: CauseDeFin, source: Transition['source']): Transition => ({
  acte,
  libelle,
  de: cause === 'terme' ? ['en_cours'] : ['en_cours', 'suspendue'],
  vers: 'terminee',
  auteurs,
  effet: 'fin',
  cause,
  source,
})

/**
 * A suivi without limit (crime punished for life) has no term: the decision then gives no duration. Imprisonment for a breach suspends
 * the suivi and does not end it (763-5, last paragraph).
 */
export const suiviSocioJudiciaire: Definition = {
  famille: 'peine',
  catalogue: 'B15',
  noms: {
    id: 'suivi_socio_judiciaire.nom',
    catalogue: 'B15',
    libelle: 'Nom de la peine',
    selon: 'jugement',
    droit: [
      {
        from: '1994-03-01',
        value: nExistePas,
        source: lu(cp, '131-36-1', {
          lecture: relecture(
            'cp/131-36-1/1998-06-18, première version',
            'la juridiction de jugement peut ordonner un suivi socio-judiciaire',
          ),
        }),
      },
      { from: '1998-06-18', value: 'Suivi socio-judiciaire', source: origine },
    ],
  },
  mots: ['SSJ', 'suivi socio-judiciaire'],
  decide: [{ from: '1998-06-18', value: ['tribunal'], source: origine }],
  duree: {
    id: 'suivi_socio_judiciaire.duree',
    catalogue: 'B15',
    libelle: 'Durée du suivi',
    selon: 'faits',
    plusDoux: 'moins',
    droit: [
      {
        from: '1998-06-18',
        value: { unite: 'mois', min: null, max: 120, paliers: [{ cle: 'cp_131_36_1_crime', max: 240, si: 'Condamnation pour crime' }] },
        source: lu(cp, '131-36-1', {
          precision: 'al. 2',
          par: 'loi 98-468',
          lecture: relecture(
            'cp/131-36-1/1998-06-18',
            'ne peut excéder dix ans en cas de condamnation pour délit ou vingt ans en cas de condamnation pour crime',
          ),
        }),
      },
      {
        from: '2004-03-10',
        value: {
          unite: 'mois',
          min: null,
          max: 120,
          paliers: [
            { cle: 'cp_131_36_1_delit_motive', max: 240, si: 'Délit, par décision spécialement motivée' },
            { cle: 'cp_131_36_1_crime', max: 240, si: 'Condamnation pour crime' },
            {
              cle: 'cp_131_36_1_crime_trente_ans',
              max: 360,
              si: 'Crime puni de trente ans de réclusion criminelle',
              parmi: 'cp_131_36_1_crime',
            },
          ],
        },
        source: loi2004('al. 2'),
      },
    ],
  },
  obligations: [
    {
      from: '2014-01-01',
      value: {
        controle: true,
        particulieres: 'cp-132-45',
        fixeesPar: ['tribunal', 'jap'],
        note: 'Injonction de soins, sauf décision contraire.',
      },
      source: aVerifier(cp, '131-36-2', {
        raison: 'texte en vigueur lu (kohenavocats) ; date de cette version à lire',
        verifieLe: '2026-11-27',
      }),
    },
  ],
  machine: [
    {
      from: '2014-01-01',
      value: {
        initial: 'en_cours',
        etats: {
          en_cours: { libelle: 'En cours' },
          suspendue: { libelle: 'Suspendu par une détention' },
          terminee: { libelle: 'Terminé', fin: true },
        },
        transitions: [
          boucle('modification', 'Mesures modifiées ou complétées', ['jap'], contenu('al. 1'), 'contenu'),
          boucle('injonction_de_soins', 'Injonction de soins notifiée', ['tribunal', 'jap'], contenu('al. 3'), 'contenu'),
          boucle('rencontre_medecin_coordonnateur', 'Rencontre du médecin coordonnateur', ['personne'], r61),
          boucle('relevement_partiel', 'Relèvement d’une partie des obligations', ['tribunal', 'jap'], relevement('al. 6'), 'contenu'),
          {
            acte: 'suspension',
            libelle: 'Suspension : détention',
            de: ['en_cours'],
            vers: 'suspendue',
            auteurs: ['loi'],
            effet: 'suspend',
            source: aVerifier(cp, '131-36-5', {
              raison: 'suspension lue dans un article de presse (ASH 2745) ; alinéa à lire',
              verifieLe: '2026-11-27',
            }),
          },
          {
            acte: 'execution_emprisonnement',
            libelle: 'Mise à exécution de tout ou partie de l’emprisonnement encouru',
            de: ['en_cours'],
            vers: 'suspendue',
            auteurs: ['jap'],
            effet: 'suspend',
            source: inobservation('al. 1 et 4'),
          },
          {
            acte: 'reprise',
            libelle: 'Reprise à la libération',
            de: ['suspendue'],
            vers: 'en_cours',
            auteurs: ['loi'],
            effet: 'reprend',
            source: aVerifier(cp, '131-36-5', {
              raison: 'suspension lue dans un article de presse (ASH 2745) ; alinéa à lire',
              verifieLe: '2026-11-27',
            }),
          },
          fin('terme', 'Terme', ['loi'], 'terme', loi2004('al. 2')),
          {
            ...fin('relevement', 'Relèvement de la mesure', ['tribunal'], 'anticipee', relevement('al. 1')),
            pasAvant: { depuis: ['decision'], delai: unAnAvantDeDemander },
          },
          fin(
            'fin_anticipee',
            'Fin anticipée : reclassement acquis, traitement plus nécessaire',
            ['jap'],
            'anticipee',
            relevement('dernier al.'),
          ),
          {
            ...fin(
              'fin_apres_trente_ans',
              'Fin d’un suivi sans limite, par le tribunal de l’application des peines',
              ['jap'],
              'anticipee',
              loi2004('al. 2'),
            ),
            pasAvant: { depuis: ['decision'], delai: trenteAns },
          },
          fin('amnistie', 'Amnistie', ['loi'], 'amnistie', aVerifier(cp, '133-9', { raison: 'article non lu', verifieLe: '2026-11-27' })),
          fin('deces', 'Décès', ['loi'], 'deces', aVerifier(cp, '133-1', { raison: 'article non lu', verifieLe: '2026-11-27' })),
        ],
      },
      source: lu(cpp, '763-1', { lecture: premiereLecture(toc) }),
    },
  ],
  devoirs: [
    {
      cle: 'premiere_convocation',
      libelle: 'Comparution devant le JAP ou le SPIP après la libération',
      enMain: 'spip',
      depuis: 'debut',
      delai: {
        id: 'suivi_socio_judiciaire.premiere_convocation',
        catalogue: 'B15',
        libelle: 'Huit jours au plus après la libération ; avis remis avant la sortie',
        selon: 'execution',
        droit: [
          {
            from: '2012-01-01',
            value: { jours: 8 },
            source: lu(cpp, '763-7-1', {
              par: 'loi 2011-939',
              lecture: premiereLecture('ASH 2741 et 2745 ; R61-4 lu (juriblio, dépôt public)'),
            }),
          },
        ],
      },
      satisfaitPar: 'convocation:tous',
    },
    {
      cle: 'medecin_coordonnateur',
      libelle: 'Rencontre du médecin coordonnateur',
      enMain: 'personne',
      depuis: 'acte:injonction_de_soins',
      delai: {
        id: 'suivi_socio_judiciaire.medecin_coordonnateur',
        catalogue: 'B15',
        libelle: 'Dans le délai que fixe le juge, un mois au plus',
        selon: 'execution',
        droit: [{ from: '2014-01-01', value: { mois: 1 }, source: r61 }],
      },
      satisfaitPar: 'acte:rencontre_medecin_coordonnateur',
    },
  ],
  regles: [
    regle('sans_limite', 'Suivi sans limitation de durée', [
      {
        from: '2004-03-10',
        value: 'Possible pour un crime puni de la perpétuité ; le tribunal de l’application des peines peut y mettre fin après trente ans.',
        source: loi2004('al. 2'),
      },
    ]),
    regle('emprisonnement_encouru', 'Emprisonnement encouru', [
      {
        from: '2004-03-10',
        value: 'Fixé par la décision : trois ans au plus pour un délit, sept ans au plus pour un crime.',
        source: loi2004('al. 3'),
      },
    ]),
    regle('inobservation', 'Inobservation', [
      {
        from: '2014-01-01',
        value: 'Le JAP peut ordonner l’emprisonnement fixé, en une ou plusieurs fois ; le suivi continue ensuite.',
        source: inobservation('al. 1 et 4'),
      },
    ]),
    regle('qui_suit', 'Contrôle du suivi', [
      {
        from: '2014-01-01',
        value: 'Le JAP de la résidence ; il peut désigner le SPIP pour veiller aux obligations.',
        source: lu(cpp, '763-1', { lecture: premiereLecture(toc) }),
      },
    ]),
    regle('delai_relevement', 'Demande de relèvement', [
      {
        from: '2010-03-12',
        value: 'Un an après la condamnation, puis un an après chaque refus ; adressée au JAP, qui ordonne une expertise.',
        source: relevement('al. 2 et 3'),
      },
    ]),
    regle('injonction_de_soins', 'Injonction de soins', [
      {
        from: '2008-03-01',
        value: 'De principe, sauf décision contraire ; aucun traitement sans consentement, mais le refus est un manquement.',
        source: lu(cp, '131-36-4', { par: 'loi 2007-1198', lecture: premiereLecture('ASH, injonction de soins ; refus : 763-5, al. 3') }),
      },
    ]),
    regle('dossier', 'Dossier avant la libération', [
      {
        from: '2014-01-01',
        value: 'Le JAP du lieu de détention transmet le dossier, sauf impossibilité, deux semaines au moins avant la libération.',
        source: lu(cpp, 'R61-4', { precision: 'al. 4', lecture: premiereLecture('dépôt public des codes ; juriblio') }),
      },
    ]),
    regle('peine_principale', 'Peine principale', [
      {
        from: '2014-01-01',
        value: 'En matière correctionnelle, il peut être ordonné comme peine principale.',
        source: lu(cp, '131-36-7', { lecture: premiereLecture('studylib, texte de la loi de 1998') }),
      },
    ]),
  ],
  fiche: {
    cEst: [
      'C’est une peine suivie dehors.',
      'Un juge vous contrôle et vous aide pendant plusieurs années.',
      'Elle commence souvent à la sortie de prison.',
    ],
    vousDevez: [
      'Vous venez à la première convocation, huit jours au plus après la sortie.',
      'Vous suivez les obligations de la décision.',
      'Vous montrez des preuves au juge ou au SPIP.',
      'Si des soins sont ordonnés, vous voyez le médecin coordonnateur.',
    ],
    siAbsence: ['Le SPIP doit le dire au juge.', 'Le juge peut décider de la prison, dans la limite fixée par le tribunal.'],
    leSpip: ['Il vous reçoit et vous aide dans vos démarches.', 'Il vérifie vos obligations avec vous.', 'Il écrit au juge.'],
    vosDroits: [
      'Personne ne peut vous soigner sans votre accord.',
      'Mais un refus peut vous conduire en prison.',
      'Après un an, vous pouvez demander la fin de la peine.',
      'Un avocat peut vous aider.',
    ],
  },
}
