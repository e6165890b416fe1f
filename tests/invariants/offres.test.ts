import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Fonction } from '../../src/moyens/index.ts'

import { type Command, commandesDeclarees } from '../../src/platform/command.ts'
import { PAS_A_SOI } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { routeDe } from '../../src/platform/http/portes.ts'
import { Refused } from '../../src/platform/refusal.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../base.ts'
import { type Champ, type Formulaire, formulaires } from './page.ts'
import { comptes, parcourir, toutesLesFonctions } from './parcourir.ts'

// Each form that a function is shown is sent by it, as it stands: what is wrong may be refused,
// never whose it is (ADR 0047).

/** What the rules refuse because the thing is somebody else's to write. */
const A_UN_AUTRE = [
  PAS_A_SOI,
  ...['acte_d_autrui', 'antenne_d_autrui', 'convocation_d_autrui', 'lieu_d_autrui'],
  ...[
    'autre_juridiction',
    'autre_service',
    'autre_entite',
    'autre_demandeur',
    'autre_detenteur',
    'autre_departement',
  ],
  ...[
    'pas_votre_juridiction',
    'pas_du_bex',
    'pas_destinataire',
    'pas_sollicite',
    'pas_le_scripteur',
    'pas_le_jap',
    'pas_l_accueil',
  ],
]

let e: Essai
let p: Plateforme
/**
 * What each command answered to who was shown its form: refused, or would have been written;
 * nothing is.
 */
const dits: { fonction: Fonction; route: string; code: string }[] = []
const statuts: string[] = []
/** Commands as they were: the files that come after this one share its process. */
const rendre: (() => void)[] = []
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  let codes: string[] = []
  for (const c of commandesDeclarees() as unknown as Command<never, unknown>[]) {
    const { run } = c
    rendre.push(() => {
      c.run = run
    })
    c.run = async (...a) => {
      try {
        await run(...a)
      } catch (erreur) {
        if (erreur instanceof Refused) codes.push(...erreur.refusals.map(r => r.code))
        throw erreur
      }
      codes.push('passe')
      throw new Refused([{ code: 'essai', message: 'Cet essai n’écrit rien.' }])
    }
  }
  const vus = new Set<string>()
  for (const fonction of toutesLesFonctions) {
    const n = await new Navigateur(p).entrer(comptes[fonction])
    const visites = await parcourir(p, fonction, {
      parRoute: 2,
      parMot: true,
      max: 200,
      navigateurs: new Map([[fonction, n]]),
    })
    for (const v of visites.filter(x => x.statut === 200 && x.type.startsWith('text/html')))
      for (const f of formulaires(v.texte, v.url)) {
        const route = routeDe(p, f.action, 'POST')
        if (
          f.methode !== 'POST' ||
          f.multipart ||
          !route?.command ||
          vus.has(`${fonction} ${f.action}`)
        )
          continue
        vus.add(`${fonction} ${f.action}`)
        codes = []
        const { statut } = await n.envoyer(f.action, { ...remplir(f), _cle: crypto.randomUUID() })
        if (statut >= 403 && statut !== 409 && statut !== 422)
          statuts.push(`${fonction} ${route.url} : ${statut}`)
        for (const code of codes) dits.push({ fonction, route: route.url, code })
      }
  }
}, 300_000)
afterAll(async () => {
  for (const r of rendre) r()
  await p.app.close()
  await e.fermer()
})

/** The form as it stands, with what it asks typed. */
function remplir(f: Formulaire): Record<string, string> {
  const envoi: Record<string, string> = {}
  for (const c of f.champs)
    if (!(c.nom in envoi)) envoi[c.nom] = c.genre.endsWith('-libre') ? '' : valeurDe(c, f)
  for (const c of f.champs) if (c.genre === 'radio-libre' && !envoi[c.nom]) envoi[c.nom] = c.valeur
  for (const [nom, valeur] of f.boutons.slice(0, 1)) envoi[nom] = valeur
  return Object.fromEntries(Object.entries(envoi).filter(([, v]) => v !== ''))
}
const MODELES: Record<string, string> = {
  date: LE,
  time: '10:00',
  number: '1',
  tel: '06 39 98 12 34',
  email: 'a@exemple.fr',
}
function valeurDe({ nom, genre, valeur }: Champ, f: Formulaire): string {
  if (valeur !== '' || genre === 'hidden') return valeur
  if (genre === 'select')
    return (
      /<option\b[^>]*?\svalue="([^"]+)"/.exec(f.html.slice(f.html.indexOf(`name="${nom}"`)))?.[1] ??
      ''
    )
  return MODELES[genre] ?? 'Essai'
}

it('aucun formulaire montré n’est refusé à qui on le montre parce que ce n’est pas à lui', () => {
  const fautes = dits
    .filter(d => A_UN_AUTRE.includes(d.code))
    .map(d => `${d.fonction} ${d.route} : ${d.code}`)
  expect([...new Set([...fautes, ...statuts])].sort()).toEqual([])
  const passent = new Set(dits.filter(d => d.code === 'passe').map(d => d.route))
  expect(passent.size).toBeGreaterThan(30)
})
