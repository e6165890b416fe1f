import { aVerifier, type Dated, lu, nExistePas, type Regle } from '../../platform/law.ts'
import type { Definition } from '../definition.rules.ts'
import { premiereLecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const enVigueur = 'kohenavocats, juriblio : texte en vigueur'
const citoyennete = lu(cp, '131-5-1', { lecture: premiereLecture('codes-et-lois, version du stage de citoyenneté') })
const unifie = (precision: string) =>
  lu(cp, '131-5-1', { precision, par: 'loi 2019-222', lecture: premiereLecture(`${enVigueur} ; date : décret 2020-128 (securibase)`) })
const regle = (id: string, libelle: string, droit: Dated<string>): Regle<string> => ({
  id: `stage.${id}`,
  catalogue: 'B16',
  libelle,
  selon: 'execution',
  droit,
})

/** The months are those of the execution; the stage itself lasts one month at most (rule « duree_du_stage »). */
export const stage: Definition = {
  famille: 'peine',
  catalogue: 'B16',
  noms: {
    id: 'stage.nom',
    catalogue: 'B16',
    libelle: 'Nom de la peine',
    selon: 'jugement',
    droit: [
      {
        from: '2004-10-01',
        value: 'Stage de citoyenneté',
        source: aVerifier(cp, '131-5-1', {
          par: 'loi 2004-204',
          raison: 'texte lu (codes-et-lois) ; jour d’effet à lire',
          verifieLe: '2026-11-27',
        }),
      },
      { from: '2020-03-24', value: 'Peine de stage', source: unifie('al. 1') },
    ],
  },
  mots: ['stage', 'stage de citoyenneté', 'stage de responsabilisation', 'stage de sensibilisation'],
  decide: [
    {
      from: '2004-10-01',
      value: ['tribunal'],
      source: aVerifier(cp, '131-5-1', { raison: 'texte lu (codes-et-lois) ; jour d’effet à lire', verifieLe: '2026-11-27' }),
    },
    { from: '2020-03-24', value: ['tribunal'], source: unifie('al. 1') },
  ],
  duree: {
    id: 'stage.duree',
    catalogue: 'B16',
    libelle: 'Délai d’exécution, à compter du caractère définitif de la condamnation',
    selon: 'jugement',
    nePesePas: 'Délai pour faire le stage, non sa durée.',
    droit: [
      { from: '2014-01-01', value: { unite: 'mois', min: null, max: null }, source: citoyennete },
      { from: '2020-03-24', value: { unite: 'mois', min: null, max: 6 }, source: unifie('al. 3') },
    ],
  },
  obligations: [{ from: '2014-01-01', value: { controle: false, particulieres: null, fixeesPar: ['tribunal'] }, source: citoyennete }],
  machine: [
    {
      from: '2014-01-01',
      value: {
        initial: 'en_cours',
        etats: {
          en_cours: { libelle: 'Stage à accomplir' },
          executee: { libelle: 'Stage accompli', fin: true },
          inexecutee: { libelle: 'Peine fixée mise à exécution', fin: true },
          terminee: { libelle: 'Terminé', fin: true },
        },
        transitions: [
          {
            acte: 'report',
            libelle: 'Impossibilité : nouveau délai d’exécution',
            de: ['en_cours'],
            vers: 'en_cours',
            auteurs: ['parquet', 'jap'],
            effet: 'prolonge',
            total: null,
            source: aVerifier(cp, '131-5-1', {
              precision: 'al. 3',
              raison: 'réserve de l’impossibilité lue ; qui la constate : à lire',
              verifieLe: '2026-11-27',
            }),
          },
          {
            acte: 'execution',
            libelle: 'Stage accompli : attestation de fin de stage',
            de: ['en_cours'],
            vers: 'executee',
            auteurs: ['spip', 'parquet', 'structure'],
            effet: 'fin',
            cause: 'execution',
            source: aVerifier(cp, 'R131-39', {
              raison: 'attestation lue à R624-4 du code pénitentiaire (juriblio) ; article à lire',
              verifieLe: '2026-11-27',
            }),
          },
          {
            acte: 'inexecution',
            libelle: 'Mise à exécution de la peine fixée pour l’inexécution',
            de: ['en_cours'],
            vers: 'inexecutee',
            auteurs: ['jap'],
            effet: 'fin',
            cause: 'inexecution',
            source: aVerifier(cp, '131-9', {
              precision: 'al. 2',
              raison: 'lu dans un commentaire (bensadoun) et sur Mon suivi Justice',
              verifieLe: '2026-11-27',
            }),
          },
          {
            acte: 'amnistie',
            libelle: 'Amnistie',
            de: ['en_cours'],
            vers: 'terminee',
            auteurs: ['loi'],
            effet: 'fin',
            cause: 'amnistie',
            source: aVerifier(cp, '133-9', { raison: 'article non lu', verifieLe: '2026-11-27' }),
          },
          {
            acte: 'deces',
            libelle: 'Décès',
            de: ['en_cours'],
            vers: 'terminee',
            auteurs: ['loi'],
            effet: 'fin',
            cause: 'deces',
            source: aVerifier(cp, '133-1', { raison: 'article non lu', verifieLe: '2026-11-27' }),
          },
        ],
      },
      source: citoyennete,
    },
  ],
  devoirs: [
    {
      cle: 'execution',
      libelle: 'Stage accompli dans les six mois',
      enMain: 'spip',
      depuis: 'debut',
      delai: {
        id: 'stage.execution',
        catalogue: 'B16',
        libelle: 'Exécution du stage, sauf impossibilité',
        selon: 'jugement',
        droit: [
          { from: '2014-01-01', value: nExistePas, source: citoyennete },
          { from: '2020-03-24', value: { mois: 6 }, source: unifie('al. 3') },
        ],
      },
      satisfaitPar: 'acte:execution',
    },
  ],
  regles: [
    regle('duree_du_stage', 'Durée du stage', [
      {
        from: '2014-01-01',
        value: 'Un mois au plus, fixé par décret.',
        source: aVerifier(cp, 'R131-35', {
          raison: 'amendement de 2015 lu : la loi ne fixe pas la durée ; règlement à lire',
          verifieLe: '2026-11-27',
        }),
      },
      { from: '2020-03-24', value: 'Un mois au plus.', source: unifie('al. 1') },
    ]),
    regle('cout', 'Coût du stage', [
      {
        from: '2014-01-01',
        value: 'La juridiction précise s’il est aux frais du condamné ; au plus le montant des amendes de la 3e classe.',
        source: citoyennete,
      },
      {
        from: '2020-03-24',
        value: 'Aux frais du condamné, sauf décision contraire ; au plus le montant des amendes contraventionnelles de la 3e classe.',
        source: unifie('al. 2'),
      },
    ]),
    regle('cumul', 'Avec l’emprisonnement', [
      { from: '2014-01-01', value: 'À la place de l’emprisonnement.', source: citoyennete },
      { from: '2020-03-24', value: 'À la place ou en même temps que l’emprisonnement.', source: unifie('al. 1') },
    ]),
    regle('accord', 'Accord de la personne', [
      { from: '2014-01-01', value: 'Pas de stage si la personne le refuse ou n’est pas présente à l’audience.', source: citoyennete },
      {
        from: '2020-03-24',
        value: nExistePas,
        source: lu(cp, '131-5-1', { par: 'loi 2019-222', lecture: premiereLecture(`${enVigueur}, sans cette réserve ; lire 131-9`) }),
      },
    ]),
    regle('stages', 'Stages possibles', [
      { from: '2014-01-01', value: 'Stage de citoyenneté.', source: citoyennete },
      {
        from: '2020-03-24',
        value: 'Citoyenneté, route, stupéfiants, violences dans le couple, achat d’actes sexuels, responsabilité parentale, égalité.',
        source: unifie('1° à 7°'),
      },
      {
        from: '2021-12-02',
        value: 'Les sept stages de 2020 ; maltraitance animale.',
        source: aVerifier(cp, '131-5-1', {
          precision: '8°',
          par: 'loi 2021-1539',
          raison: 'liste de huit stages lue (dépôt public) ; jour d’effet à lire',
          verifieLe: '2026-11-27',
        }),
      },
      {
        from: '2024-05-23',
        value: 'Les huit stages de 2021 ; respect des personnes dans l’espace numérique.',
        source: aVerifier(cp, '131-5-1', {
          precision: '9°',
          par: 'loi 2024-449',
          raison: `${enVigueur} ; jour d’effet à lire`,
          verifieLe: '2026-11-27',
        }),
      },
    ]),
    regle('controle', 'Qui contrôle le stage', [
      {
        from: '2014-01-01',
        value: 'Le délégué du procureur ; ou le SPIP.',
        source: lu(cp, 'R131-37', { precision: 'al. 3', lecture: premiereLecture('dépôt public des codes, stage de citoyenneté') }),
      },
      {
        from: '2022-05-01',
        value: 'Lorsque le SPIP contrôle le stage, il reçoit la personne et l’informe des objectifs et des suites d’un manquement.',
        source: lu('code pénitentiaire', 'R624-3', { par: 'décret 2022-479', lecture: premiereLecture('juriblio') }),
      },
    ]),
    regle('delit', 'Inexécution sans peine fixée d’avance', [
      {
        from: '2014-01-01',
        value: 'Délit : deux ans d’emprisonnement et 30 000 € d’amende.',
        source: aVerifier(cp, '434-41', { raison: 'lu sur Mon suivi Justice ; article à lire', verifieLe: '2026-11-27' }),
      },
    ]),
  ],
  fiche: {
    cEst: ['C’est une peine.', 'Vous suivez une formation courte, un mois au plus.', 'Le juge choisit le sujet du stage.'],
    vousDevez: [
      'Vous faites le stage dans les six mois après le jugement définitif.',
      'Vous venez à toutes les séances.',
      'Vous payez le stage, sauf si le juge dit non.',
      'Vous donnez l’attestation de fin de stage.',
    ],
    siAbsence: ['Le stage n’est pas fait.', 'La prison ou l’amende fixée par le tribunal peut alors s’appliquer.'],
    leSpip: ['Il peut vous recevoir et organiser le stage.', 'Il vous explique le but du stage.', 'Il reçoit votre attestation.'],
    vosDroits: [
      'Si vous ne pouvez pas venir, dites-le tout de suite.',
      'Demandez de l’aide si le prix est trop haut.',
      'Sans stage, vous pouvez avoir une autre peine.',
    ],
  },
}
