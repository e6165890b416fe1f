import { z } from 'zod'
import { type Context, entiteDe } from '../platform/command.ts'
import { enCsv } from '../platform/csv.ts'
import { ajouterJours, ajouterMois } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { fichier, page } from '../platform/http/page.ts'
import { type Plateforme, trouver } from '../platform/http/plateforme.ts'
import { nomDuMois } from './dessin.views.tsx'
import { chemins } from './statistique.paths.ts'
import { avant, bilan, clesSuites, etendue, finDuMois, MOIS_MAX, moisDe, part, premierJour, suites } from './statistique.rules.ts'
import * as store from './statistique.store.ts'
import { Statistiques } from './statistique.views.tsx'

const mois = z
  .union([z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), z.literal('')])
  .optional()
  .transform(m => m || undefined)
const params = z.object({ du: mois, au: mois, type: z.string().max(40).default('') })
type Params = z.output<typeof params>

export function observatoireRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.statistiques,
    access: 'statistique:lire',
    params,
    view: async (tx, q, context) => ({
      titre: 'Statistiques',
      fil: [{ label: 'Ma journée', href: '/' }, { label: 'Agenda', href: '/agenda' }, { label: 'Statistiques' }],
      corps: <Statistiques {...(await statistiques(tx, q, context))} />,
    }),
  })
  fichier(plateforme, {
    path: chemins.presence,
    access: 'statistique:lire',
    params,
    contenu: async (tx, q, context) => {
      const { comptes, types, periode } = await lire(tx, q, context)
      const lignes = periode.mois.flatMap(m =>
        types.flatMap(t => {
          const b = bilan(comptes.filter(c => c.mois.slice(0, 7) === m && c.type === t.cle))
          return b.total === 0
            ? []
            : [
                [
                  m,
                  t.libelle,
                  ...clesSuites.map(cle => b[cle]),
                  b.total,
                  part(b.honoree, b.attendues),
                  part(b.excusee, b.attendues),
                  part(b.manquee, b.attendues),
                ],
              ]
        }),
      )
      const titres = ['Mois', 'Type', ...clesSuites.map(cle => suites[cle]), 'Total', 'Présence (%)', 'Excuses (%)', 'Absences (%)']
      return { nom: `presence-${periode.du}-${periode.au}.csv`, ...csv(titres, lignes) }
    },
  })
  fichier(plateforme, {
    path: chemins.delais,
    access: 'statistique:lire',
    params,
    contenu: async (tx, q, context) => {
      const { delais, types, periode } = await lire(tx, q, context)
      const libelles = new Map(types.map(t => [t.cle, t.libelle]))
      const lignes = delais.flatMap(d => {
        const libelle = d.type === null ? undefined : libelles.get(d.type)
        return d.mois === null || libelle === undefined
          ? []
          : [[d.mois.slice(0, 7), libelle, d.nombre, ...[d.quartile1, d.mediane, d.quartile3].map(decimal)]]
      })
      const titres = ['Mois d’audience', 'Type', 'Audiences', 'Premier quartile (jours)', 'Médiane (jours)', 'Troisième quartile (jours)']
      return { nom: `delais-${periode.du}-${periode.au}.csv`, ...csv(titres, lignes) }
    },
  })
}

const decimal = (n: number) => String(Math.round(n * 100) / 100).replace('.', ',')
/** As a French spreadsheet opens it; a label that a service wrote is never taken for a formula. */
const csv = (titres: string[], lignes: (string | number | null)[][]) => ({
  type: 'text/csv; charset=utf-8',
  montre: 'personne' as const,
  octets: enCsv([titres, ...lignes], { separateur: ';', bom: true }),
})

/** Numbers of one's own service over a period, of one type when it is asked for: three queries. */
async function lire(tx: Tx, q: Params, { acteur, aujourdhui }: Context) {
  const periode = etendue(q, aujourdhui)
  const limite = avant(periode.au, aujourdhui)
  const tous = await store.types(tx, trouver(entiteDe(acteur)))
  const type = tous.some(t => t.cle === q.type) ? q.type : ''
  const comptes = await store.presence(tx, premierJour(periode.du), limite)
  const delais = await store.delais(tx, premierJour(periode.du), ajouterJours(finDuMois(periode.au), 1))
  const filtrer = <T extends { type: string | null }>(liste: T[]) => (type === '' ? liste : liste.filter(l => l.type === type))
  return {
    periode,
    limite,
    tous,
    type,
    types: type === '' ? tous : tous.filter(t => t.cle === type),
    comptes: filtrer(comptes),
    delais: filtrer(delais),
  }
}

async function statistiques(tx: Tx, q: Params, context: Context) {
  const { periode, limite, tous, type, types, comptes, delais } = await lire(tx, q, context)
  const [de, jusqua] = [moisDe(ajouterMois(premierJour(moisDe(context.aujourdhui)), 1 - MOIS_MAX)), moisDe(context.aujourdhui)]
  const proposes = etendue({ du: de, au: jusqua }, context.aujourdhui).mois.toReversed()
  const delaiDe = (m: string | null, t: string | null) => delais.find(d => (d.mois?.slice(0, 7) ?? null) === m && d.type === t) ?? null
  // Of one type, the rows of all types were set aside with the others: that type's own stand for them.
  const seul = type === '' ? null : type
  return {
    service: context.acteur.entiteNom,
    jusquAu: ajouterJours(limite, -1),
    filtre: { du: periode.du, au: periode.au, type },
    mois: [...new Set([...proposes, ...periode.mois])].map(value => ({ value, label: nomDuMois(value) })),
    types: tous.map(t => ({ value: t.cle, label: t.libelle })),
    presences: periode.mois.map(m => ({ mois: m, bilan: bilan(comptes.filter(c => c.mois.slice(0, 7) === m)) })),
    ensemble: bilan(comptes),
    parType: types.flatMap(t => {
      const b = bilan(comptes.filter(c => c.type === t.cle))
      const delai = delaiDe(null, t.cle)
      return b.total === 0 && delai === null ? [] : [{ type: t.cle, libelle: t.libelle, bilan: b, delai }]
    }),
    delais: periode.mois.map(m => ({ mois: m, delai: delaiDe(m, seul) })),
    delaiDEnsemble: delaiDe(null, seul),
  }
}
