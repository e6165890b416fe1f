import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let jap: Navigateur
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  jap = await new Navigateur(p).entrer('jap.strasbourg')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

describe('Les dossiers d’une juridiction', () => {
  it('sont tous ceux qui ont une mesure d’elle, chacun une fois, et aucun autre ; le filtre par nom les trouve', async () => {
    const { rows } = await e.proprietaire.query<{ id: string; nom: string }>(
      `SELECT DISTINCT i.dossier_id AS id, i.nom FROM mesures.v_mesure m JOIN dossiers.v_identite i USING (dossier_id) JOIN moyens.juridiction j ON j.id = m.juridiction_id
       WHERE i.clos_a IS NULL AND j.id = (SELECT juridiction_id FROM moyens.agent WHERE id = $1)`,
      [await e.agent('jap.strasbourg')],
    )
    const vus: string[] = []
    for (let page = 1; page === 1 || vus.length < rows.length; page += 1) {
      const { texte } = await jap.ouvrir(`/dossiers?par=100&page=${page}`)
      const ici = [...texte.matchAll(/data-ligne="([0-9a-f-]{36})"/g)].map(m => m[1] ?? '')
      if (ici.length === 0) break
      vus.push(...ici)
    }
    expect(vus.toSorted()).toEqual(rows.map(r => r.id).toSorted())
    const { texte } = await jap.ouvrir(`/dossiers?nom=${encodeURIComponent(rows[0]?.nom ?? '')}`)
    expect(texte).toContain(`data-ligne="${rows[0]?.id}"`)
    // How a service works, and what is said in its interviews, neither filters nor orders this
    // list.
    expect((await jap.ouvrir('/dossiers?etat=sans_contact&tri=contact')).texte).not.toContain(
      'Dernier entretien',
    )
  })
})
