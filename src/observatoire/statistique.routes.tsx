import { z } from 'zod'
import { type Context, entiteDe } from '../platform/command.ts'
import { enCsv } from '../platform/csv.ts'
import { ajouterJours, ajouterMois } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { fichier, page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { nomDuMois } from './dessin.views.tsx'
import { chemins } from './statistique.paths.ts'
import {
  avant,
  bilan,
  clesSuites,
  etendue,
  finDuMois,
  MOIS_MAX,
  moisDe,
  part,
  premierJour,
  suites,
} from './statistique.rules.ts'
import * as store from './statistique.store.ts'
import { Statistiques } from './statistique.views.tsx'

const mois = z
  .union([z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), z.literal('')])
  .optional()
  .transform(valeur => valeur || undefined)
const params = z.object({ du: mois, au: mois, type: z.string().max(40).default('') })
type Params = z.output<typeof params>

export function observatoireRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.statistiques,
    access: 'statistique:lire',
    params,
    view: async (tx, requete, context) => ({
      titre: 'Statistiques',
      fil: [
        { label: 'Ma journée', href: '/' },
        { label: 'Agenda', href: '/agenda' },
        { label: 'Statistiques' },
      ],
      corps: <Statistiques {...(await statistiques(tx, requete, context))} />,
    }),
  })
  fichier(plateforme, {
    path: chemins.presence,
    access: 'statistique:lire',
    params,
    contenu: async (tx, requete, context) => {
      const { comptes, types, periode } = await lire(tx, requete, context)
      const lignes = periode.mois.flatMap(unMois =>
        types.flatMap(type => {
          const autre = bilan(
            comptes.filter(
              compte => compte.mois.slice(0, 7) === unMois && compte.type === type.cle,
            ),
          )
          return autre.total === 0
            ? []
            : [
                [
                  unMois,
                  type.libelle,
                  ...clesSuites.map(cle => autre[cle]),
                  autre.total,
                  part(autre.honoree, autre.attendues),
                  part(autre.excusee, autre.attendues),
                  part(autre.manquee, autre.attendues),
                ],
              ]
        }),
      )
      const titres = [
        'Mois',
        'Type',
        ...clesSuites.map(cle => suites[cle]),
        'Total',
        'Présence (%)',
        'Excuses (%)',
        'Absences (%)',
      ]
      return { nom: `presence-${periode.du}-${periode.au}.csv`, ...csv(titres, lignes) }
    },
  })
  fichier(plateforme, {
    path: chemins.delais,
    access: 'statistique:lire',
    params,
    contenu: async (tx, requete, context) => {
      const { delais, types, periode } = await lire(tx, requete, context)
      const libelles = new Map(types.map(type => [type.cle, type.libelle]))
      const lignes = delais.flatMap(delai => {
        const libelle = delai.type === null ? undefined : libelles.get(delai.type)
        return delai.mois === null || libelle === undefined
          ? []
          : [
              [
                delai.mois.slice(0, 7),
                libelle,
                delai.nombre,
                ...[delai.quartile1, delai.mediane, delai.quartile3].map(decimal),
              ],
            ]
      })
      const titres = [
        'Mois d’audience',
        'Type',
        'Audiences',
        'Premier quartile (jours)',
        'Médiane (jours)',
        'Troisième quartile (jours)',
      ]
      return { nom: `delais-${periode.du}-${periode.au}.csv`, ...csv(titres, lignes) }
    },
  })
}

const decimal = (nombre: number) => String(Math.round(nombre * 100) / 100).replace('.', ',')
/** As a French spreadsheet opens it; a label that a service wrote is never taken for a formula. */
const csv = (titres: string[], lignes: (string | number | null)[][]) => ({
  type: 'text/csv; charset=utf-8',
  montre: 'personne' as const,
  octets: enCsv([titres, ...lignes], { separateur: ';', bom: true }),
})

/** Numbers of one's own service over a period, of one type when it is asked for: three queries. */
async function lire(tx: Tx, params: Params, { acteur, aujourdhui }: Context) {
  const periode = etendue(params, aujourdhui)
  const limite = avant(periode.au, aujourdhui)
  const tous = await store.types(tx, trouver(entiteDe(acteur)))
  const type = tous.some(ligne => ligne.cle === params.type) ? params.type : ''
  const comptes = await store.presence(tx, premierJour(periode.du), limite)
  const delais = await store.delais(
    tx,
    premierJour(periode.du),
    ajouterJours(finDuMois(periode.au), 1),
  )
  const filtrer = <T extends { type: string | null }>(liste: T[]) =>
    type === '' ? liste : liste.filter(valeur => valeur.type === type)
  return {
    periode,
    limite,
    tous,
    type,
    types: type === '' ? tous : tous.filter(ligne => ligne.cle === type),
    comptes: filtrer(comptes),
    delais: filtrer(delais),
  }
}

async function statistiques(tx: Tx, params: Params, context: Context) {
  const { periode, limite, tous, type, types, comptes, delais } = await lire(tx, params, context)
  const [de, jusqua] = [
    moisDe(ajouterMois(premierJour(moisDe(context.aujourdhui)), 1 - MOIS_MAX)),
    moisDe(context.aujourdhui),
  ]
  const proposes = etendue({ du: de, au: jusqua }, context.aujourdhui).mois.toReversed()
  const delaiDe = (unMois: string | null, texte: string | null) =>
    delais.find(delai => (delai.mois?.slice(0, 7) ?? null) === unMois && delai.type === texte) ??
    null
  // Of one type, the rows of all types were set aside with the others: that type's own stand for
  // them.
  const seul = type === '' ? null : type
  return {
    service: context.acteur.entiteNom,
    jusquAu: ajouterJours(limite, -1),
    filtre: { du: periode.du, au: periode.au, type },
    mois: [...new Set([...proposes, ...periode.mois])].map(value => ({
      value,
      label: nomDuMois(value),
    })),
    types: tous.map(ligne => ({ value: ligne.cle, label: ligne.libelle })),
    presences: periode.mois.map(unMois => ({
      mois: unMois,
      bilan: bilan(comptes.filter(compte => compte.mois.slice(0, 7) === unMois)),
    })),
    ensemble: bilan(comptes),
    parType: types.flatMap(ligne => {
      const autre = bilan(comptes.filter(compte => compte.type === ligne.cle))
      const delai = delaiDe(null, ligne.cle)
      return autre.total === 0 && delai === null
        ? []
        : [{ type: ligne.cle, libelle: ligne.libelle, bilan: autre, delai }]
    }),
    delais: periode.mois.map(unMois => ({ mois: unMois, delai: delaiDe(unMois, seul) })),
    delaiDEnsemble: delaiDe(null, seul),
  }
}
