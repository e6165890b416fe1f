import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { comptes, toutesLesFonctions } from '../../tests/invariants/parcourir.ts'
import { quiTient } from '../acces/index.ts'
import type { Fonction } from '../moyens/index.ts'
import type { Permission } from '../platform/command.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let dossierId = ''
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  const { rows } = await e.proprietaire.query<{ d: string }>(
    `SELECT x.dossier_id AS d FROM dossiers.v_perimetre x JOIN dossiers.v_perimetre y USING (dossier_id) JOIN dossiers.dossier d USING (dossier_id)
     WHERE d.clos_a IS NULL AND x.entite_id = (SELECT service_id FROM moyens.agent WHERE id = $1) AND y.entite_id = (SELECT juridiction_id FROM moyens.agent WHERE id = $2) LIMIT 1`,
    [await e.agent('dpip.67'), await e.agent('jap.strasbourg')],
  )
  dossierId = rows[0]?.d ?? ''
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

/** What each right shows, and how its absence is said. */
const dits: [permission: Permission, mots: string[]][] = [
  ['accompagnement:lire', ['plan d’accompagnement', 'évaluation', 'entretiens']],
  ['convocation:lire', ['convocations']],
  ['echeance:lire', ['échéances']],
  ['saisine:lire', ['demandes de la juridiction']],
  ['rapport:lire', ['rapports']],
]
const tient = (permission: Permission, fonction: Fonction) =>
  quiTient(permission).includes(fonction)
const lisent = toutesLesFonctions.filter(f => tient('dossier:lire', f))

describe('Ce que les droits cachent dans un dossier est dit', () => {
  it.each(lisent)('à %s : ni plus, ni moins', async fonction => {
    const caches = dits
      .filter(([permission]) => !tient(permission, fonction))
      .flatMap(([, mots]) => mots)
    const n = await new Navigateur(p).entrer(comptes[fonction])
    for (const adresse of [`/dossiers/${dossierId}`, `/dossiers/${dossierId}/chronologie`]) {
      const { statut, texte } = await n.ouvrir(adresse)
      expect(statut).toBe(200)
      const phrase =
        /<p[^>]*>([^<]*) ne sont pas visibles de votre fonction\./
          .exec(texte)?.[1]
          ?.toLowerCase() ?? ''
      const tus = dits
        .flatMap(([, mots]) => mots)
        .filter(mot => phrase.includes(mot) !== caches.includes(mot))
      expect(tus, `${adresse} : ${phrase}`).toEqual([])
      expect(phrase === '').toBe(caches.length === 0)
    }
  })
  it('six fonctions au moins ne voient pas tout', () => {
    const partielles = lisent.filter(f => dits.some(([permission]) => !tient(permission, f)))
    expect(partielles).toEqual(['administratif', 'surveillant', 'jap', 'parquet', 'greffe', 'bex'])
  })
})
