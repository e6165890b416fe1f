import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE } from '../../tests/base.ts'
import { corrigerObligations } from '../mesures/obligation.commands.ts'
import { ajouterJours } from '../platform/date.ts'
import { soumettre } from './magistrats.commands.ts'
import { nouveauBanc, type RapportCommence, rapportsCommences } from './rapport.builder.ts'

let banc: Awaited<ReturnType<typeof nouveauBanc>>
let rapports: ReturnType<typeof rapportsCommences>
beforeAll(async () => {
  banc = await nouveauBanc()
  rapports = rapportsCommences(banc, corrigerObligations)
})
afterAll(() => banc.fermer())

describe('« Rapport suivant »', () => {
  it('mène par échéance à travers toute la pile de qui valide, chacun une fois, et revient au premier', async () => {
    const dates = [30, 10, 20].map(jours => ajouterJours(LE, jours))
    const soumis: RapportCommence[] = []
    for (const le of dates) {
      const r = await rapports.commencer(le)
      await rapports.envoyer('ts.67', r, soumettre)
      soumis.push(r)
    }
    const pile = (
      await banc.e.proprietaire.query(
        `SELECT r.id FROM magistrats.rapport r JOIN dossiers.v_prise_en_charge_actuelle p USING (dossier_id)
         WHERE r.etat = 'soumis' AND p.service_id = (SELECT service_id FROM moyens.agent WHERE id = $1)`,
        [await banc.e.agent('dpip.67')],
      )
    ).rows.map(l => l.id)
    const dpip = await rapports.nav('dpip.67')
    let ici = soumis[1]?.adresse ?? ''
    const vus: string[] = []
    do {
      vus.push(ici)
      const { texte } = await dpip.ouvrir(ici)
      ici = /href="([^"]+)"[^>]*>\s*Rapport suivant/.exec(texte)?.[1] ?? ''
    } while (ici && !vus.includes(ici))
    expect(ici).toBe(vus[0])
    expect(vus.length).toBe(pile.length)
    const rang = (i: number) => vus.indexOf(soumis[i]?.adresse ?? '')
    expect([rang(1) < rang(2), rang(2) < rang(0)]).toEqual([true, true])
    expect(
      (await (await rapports.nav('ts.67')).ouvrir(soumis[0]?.adresse ?? '')).texte,
    ).not.toContain('Rapport suivant')
  })
})
