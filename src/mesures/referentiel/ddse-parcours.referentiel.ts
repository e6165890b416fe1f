import { type Dated, lu, nExistePas } from '../../platform/law.ts'
import type { Machine } from '../machine.rules.ts'
import { acte, finsDeLaLoi } from './amenagements-communs.referentiel.ts'
import { bornees, pendantLaDuree } from './apres-le-terme.referentiel.ts'
import { relecture } from './lectures.referentiel.ts'
import { rapportDeFin } from './rapports.referentiel.ts'

const cp = 'code pénal'
const cpp = 'code de procédure pénale'
const loi2019 = 'loi 2019-222'

export const peine = lu(cp, '131-4-1', {
  precision: 'al. 1',
  par: loi2019,
  lecture: relecture(
    'cp/131-4-1/2020-03-24',
    'pendant une durée comprise entre quinze jours et six mois, sans pouvoir excéder la durée de l’emprisonnement encouru',
  ),
})
export const pasEncore = lu(cp, '131-4-1', {
  par: loi2019,
  lecture: relecture(
    'cp/131-4-1/2017-01-01',
    'la juridiction peut prononcer la peine de contrainte pénale',
  ),
})
export const d49 = (article: string, precision: string, mots: string) =>
  lu(cpp, article, {
    precision,
    par: 'décret 2020-81',
    lecture: relecture(`cpp/${article}/2020-03-24`, mots),
  })
export const pose = d49(
  'D49-84',
  '2°',
  'dans un délai maximum de trente jours à compter de la date à laquelle la condamnation est exécutoire',
)
export const parLeJap = d49(
  'D49-85',
  'al. 1',
  'qui statue dans un délai de quatre mois à compter du caractère exécutoire de la décision',
)
const suspendueDeDroit = d49(
  'D49-86',
  'al. 1',
  'suspendue par toute détention provisoire ou toute incarcération',
)
const suspension = d49(
  'D49-86',
  'al. 2',
  'peut ordonner la suspension de la peine de détention à domicile sous surveillance électronique pour motifs d’ordre familial',
)
const horaires = d49(
  'D49-86',
  'al. 3',
  'à modifier les horaires d’entrée et de sortie du domicile […] modifications favorables au condamné',
)
export const sanction = lu(cpp, '713-44', {
  par: loi2019,
  lecture: relecture(
    'cpp/713-44/2020-03-24',
    'soit limiter ses autorisations d’absence, soit ordonner l’emprisonnement de la personne pour la durée de la peine restant à exécuter',
  ),
})
export const finAvant = lu(cpp, '713-43', {
  par: loi2019,
  lecture: relecture(
    'cpp/713-43/2020-03-24',
    'au moins égale à la moitié de la peine prononcée […] réquisitions conformes du procureur […] restera placé sous son contrôle',
  ),
})
const enAutrePeine = lu(cpp, '747-1-1', {
  precision: '2°',
  par: 'loi 2019-222, art. 85',
  lecture: relecture(
    'cpp/747-1-1/2020-03-24',
    'De convertir une peine de détention à domicile sous surveillance électronique en une peine de travail d’intérêt général ou une peine de jours-amende',
  ),
})
const modification = lu(cpp, '712-8', {
  precision: 'al. 1',
  lecture: relecture(
    'cpp/712-8/2020-03-24',
    'Les décisions modifiant ou refusant de modifier […] sont prises par ordonnance motivée du juge de l’application des peines',
  ),
})
const detention = lu(cpp, '712-19', {
  lecture: relecture(
    'cpp/712-19/2019-12-30',
    'd’une peine de détention à domicile sous surveillance électronique […] ordonner, après avis du procureur de la République, l’incarcération provisoire',
  ),
})

// The obligations run from the day when the device is put on.
const moitie: Dated<'moitie'> = [
  { from: '1994-03-01', value: nExistePas, source: pasEncore },
  {
    from: '2020-03-24',
    value: 'moitie',
    source: lu(cpp, '713-43', {
      precision: 'al. 1',
      par: loi2019,
      lecture: relecture(
        'cpp/713-43/2020-03-24',
        'pendant une durée au moins égale à la moitié de la peine prononcée',
      ),
    }),
  },
]

const vivants = ['prononcee', 'en_cours', 'suspendue', 'incarceree', 'sans_surveillance']
const duTempsDeLaPeine = [
  'modification_obligations',
  'horaires',
  'limitation_absences',
  'suspension',
  'suspension_de_droit',
  'fin_surveillance',
  'fin_anticipee',
  'conversion',
]
export const machine: Machine = {
  initial: 'prononcee',
  etats: {
    prononcee: { libelle: 'Prononcée, dispositif à poser' },
    en_cours: { libelle: 'En cours, dispositif posé' },
    suspendue: { libelle: 'Suspendue' },
    incarceree: { libelle: 'Personne incarcérée provisoirement' },
    sans_surveillance: { libelle: 'Suivi sans surveillance électronique' },
    terminee: { libelle: 'Terminée', fin: true },
    revoquee: { libelle: 'Emprisonnement ordonné pour le reste', fin: true },
    convertie: { libelle: 'Convertie en une autre peine', fin: true },
    eteinte: { libelle: 'Éteinte', fin: true },
  },
  transitions: bornees(
    pendantLaDuree('2020-03-24', peine, { avant: pasEncore, depuis: ['prononcee'] }),
    duTempsDeLaPeine,
    [
      acte(
        'executoire_fixee',
        'Exécutoire, lieu et horaires fixés',
        ['prononcee'],
        'prononcee',
        ['loi'],
        pose,
      ),
      acte(
        'executoire_a_fixer',
        'Exécutoire, lieu ou horaires à fixer',
        ['prononcee'],
        'prononcee',
        ['loi'],
        parLeJap,
      ),
      acte(
        'fixation_contenu',
        'Lieu et horaires fixés',
        ['prononcee'],
        'prononcee',
        ['jap'],
        parLeJap,
        { effet: 'contenu' },
      ),
      acte('mise_a_execution', 'Dispositif posé', ['prononcee'], 'en_cours', ['spip'], pose),
      acte(
        'modification_obligations',
        'Conditions modifiées',
        ['en_cours'],
        'en_cours',
        ['jap'],
        modification,
        { effet: 'contenu' },
      ),
      acte(
        'horaires',
        'Horaires changés en faveur de la personne',
        ['en_cours'],
        'en_cours',
        ['dspip', 'jap'],
        horaires,
        {
          effet: 'contenu',
        },
      ),
      acte(
        'limitation_absences',
        'Absences limitées',
        ['en_cours'],
        'en_cours',
        ['jap'],
        sanction,
        { effet: 'contenu' },
      ),
      acte(
        'suspension',
        'Suspension pour motif grave',
        ['en_cours'],
        'suspendue',
        ['jap'],
        suspension,
        { effet: 'suspend' },
      ),
      acte(
        'suspension_de_droit',
        'Suspension : personne détenue',
        ['en_cours'],
        'suspendue',
        ['loi'],
        suspendueDeDroit,
        {
          effet: 'suspend',
        },
      ),
      acte('reprise', 'Reprise', ['suspendue'], 'en_cours', ['jap', 'loi'], suspension, {
        effet: 'reprend',
      }),
      // The law does not say whether this incarceration moves the term: the judgment that follows
      // does.
      acte(
        'incarceration',
        'Incarcération provisoire',
        ['en_cours'],
        'incarceree',
        ['jap'],
        detention,
      ),
      acte(
        'debat_contradictoire',
        'Débat contradictoire tenu',
        ['incarceree'],
        'incarceree',
        ['jap'],
        detention,
        { fait: true },
      ),
      acte('retour', 'Remise en liberté', ['incarceree'], 'en_cours', ['jap', 'loi'], detention),
      acte(
        'fin_surveillance',
        'Surveillance levée, suivi gardé',
        ['en_cours'],
        'sans_surveillance',
        ['jap'],
        finAvant,
        { effet: 'contenu' },
      ),
      ...rapportDeFin(['en_cours', 'sans_surveillance']),
      {
        ...acte('fin_anticipee', 'Fin anticipée', ['en_cours'], 'terminee', ['jap'], finAvant, {
          effet: 'fin',
          cause: 'anticipee',
        }),
        pasAvant: { depuis: ['debut', 'acte:mise_a_execution'], delai: moitie },
      },
      acte(
        'revocation_totale',
        'Emprisonnement pour la durée restante',
        vivants,
        'revoquee',
        ['jap'],
        sanction,
        {
          effet: 'fin',
          cause: 'inexecution',
        },
      ),
      acte(
        'conversion',
        'Conversion en travail d’intérêt général ou en jours-amende',
        ['prononcee', 'en_cours', 'suspendue'],
        'convertie',
        ['jap'],
        enAutrePeine,
        { effet: 'fin', cause: 'conversion' },
      ),
      acte(
        'fin_au_terme',
        'Fin de la peine',
        ['en_cours', 'sans_surveillance'],
        'terminee',
        ['loi'],
        peine,
        {
          effet: 'fin',
          cause: 'terme',
        },
      ),
      ...finsDeLaLoi(vivants, 'eteinte'),
    ],
  ),
}
